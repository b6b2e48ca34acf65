/**
 * The statistics of attribution, each from its textbook form. Counts are non-negative; p-values are upper tails.
 */

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7). */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const sum = LANCZOS.reduce((total, coefficient, index) => total + coefficient / (shifted + index + 1), 0.99999999999980993);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
};

const MOST_STEPS = 500;

/** Lower regularised incomplete gamma by its series; converges fast for x < a + 1. */
const lowerSeries = (a: number, x: number): number => {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_STEPS && Math.abs(term) > Math.abs(sum) * 1e-15; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a));
};

/** Upper regularised incomplete gamma by Lentz's continued fraction; converges fast for x ≥ a + 1. */
const upperFraction = (a: number, x: number): number => {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_STEPS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-15) break;
  }
  return h * Math.exp(-x + a * Math.log(x) - logGamma(a));
};

/** Probability that a χ² variable with `degrees` degrees of freedom exceeds `x`. */
export const chiSquareTail = (x: number, degrees: number): number => {
  if (!(x > 0) || degrees < 1) return 1;
  const a = degrees / 2;
  const half = x / 2;
  return Math.min(1, Math.max(0, half < a + 1 ? 1 - lowerSeries(a, half) : upperFraction(a, half)));
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A test of independence of the rows and columns of a table of counts. */
export interface IndependenceTest {
  /** G = 2 Σ O ln(O/E). */
  readonly g: number;
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
}

/** G-test (Sokal and Rohlf, Biometry) of a table of counts; empty rows and columns do not count. */
export const independence = (table: readonly (readonly number[])[]): IndependenceTest => {
  const rows = table.map(sum);
  const columns = (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? 0)));
  const total = sum(rows);
  let g = 0;
  let chiSquare = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, observed] of row.entries()) {
      const expected = ((rows[i] ?? 0) * (columns[j] ?? 0)) / total;
      if (!(expected > 0)) continue;
      if (observed > 0) g += 2 * observed * Math.log(observed / expected);
      chiSquare += (observed - expected) ** 2 / expected;
    }
  }
  const degrees = Math.max(0, (rows.filter((n) => n > 0).length - 1) * (columns.filter((n) => n > 0).length - 1));
  const bounded = Math.max(0, g);
  return { g: bounded, chiSquare, degrees, p: degrees === 0 ? 1 : chiSquareTail(bounded, degrees) };
};

/** Bias-corrected Cramér's V (Bergsma 2013), 0 to 1. */
export const cramersV = (table: readonly (readonly number[])[]): number => {
  const n = sum(table.map(sum));
  const rows = table.filter((row) => sum(row) > 0).length;
  const columns = (table[0] ?? []).filter((_, column) => table.some((row) => (row[column] ?? 0) > 0)).length;
  if (n < 2 || rows < 2 || columns < 2) return 0;
  const phi = Math.max(0, independence(table).chiSquare / n - ((columns - 1) * (rows - 1)) / (n - 1));
  const correctedRows = rows - (rows - 1) ** 2 / (n - 1);
  const correctedColumns = columns - (columns - 1) ** 2 / (n - 1);
  return Math.min(1, Math.sqrt(phi / Math.max(1e-12, Math.min(correctedRows, correctedColumns) - 1)));
};

const shares = (counts: readonly number[]): number[] => {
  const total = sum(counts);
  return counts.map((count) => (total > 0 ? count / total : 0));
};

const halfDivergence = (x: number, other: number): number => (x > 0 ? 0.5 * x * Math.log2((2 * x) / (x + other)) : 0);

/** Jensen–Shannon divergence of two distributions given as counts, in bits, 0 to 1. */
export const jensenShannon = (before: readonly number[], after: readonly number[]): number => {
  const p = shares(before);
  const q = shares(after);
  return p.reduce((total, x, index) => total + halfDivergence(x, q[index] ?? 0) + halfDivergence(q[index] ?? 0, x), 0);
};

/** Population stability index with half a count added to each cell, so that an empty one stays finite. For display: it depends on n and on the cells. */
export const populationStability = (before: readonly number[], after: readonly number[]): number => {
  const p = shares(before.map((count) => count + 0.5));
  const q = shares(after.map((count) => count + 0.5));
  return p.reduce((total, x, index) => total + ((q[index] ?? 0) - x) * Math.log((q[index] ?? 1) / x), 0);
};

/** Benjamini–Hochberg adjusted p-values, in the order given (JRSS B 57, 1995). */
export const adjustForMany = (values: readonly number[]): number[] => {
  const order = values.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = Array.from({ length: values.length }, () => 1);
  let least = 1;
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.min(least, (p * values.length) / (values.length - rank));
    adjusted[index] = least;
  }
  return adjusted;
};

export interface RiskRatio {
  readonly ratio: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Risk ratio with (f + ½)/(n + 1) in each group and its 95 % interval on the logarithm (Katz). */
export const riskRatio = (failures: number, rows: number, otherFailures: number, otherRows: number): RiskRatio => {
  const risk = (failures + 0.5) / (rows + 1);
  const other = (otherFailures + 0.5) / (otherRows + 1);
  const ratio = risk / other;
  const error = Math.sqrt(1 / (failures + 0.5) - 1 / (rows + 1) + 1 / (otherFailures + 0.5) - 1 / (otherRows + 1));
  return { ratio, low: ratio * Math.exp(-1.96 * error), high: ratio * Math.exp(1.96 * error) };
};

/** One 2 × 2 table of a stratified comparison. */
export interface Stratum {
  readonly exposedFailures: number;
  readonly exposed: number;
  readonly otherFailures: number;
  readonly others: number;
}

/** A comparison within strata. */
export interface StratifiedComparison {
  /** Positive where the exposed fail more. */
  readonly z: number;
  readonly p: number;
  /** How much more they fail, as a difference of rates; 0 where no stratum has both. */
  readonly difference: number;
  /** Exposed and other conversations in the strata that have both. */
  readonly exposed: number;
  readonly others: number;
}

/** Cochran–Mantel–Haenszel test that exposure and failure are related within strata, and the Mantel–Haenszel difference of the rates. */
export const withinStrata = (strata: readonly Stratum[]): StratifiedComparison => {
  let deviation = 0;
  let variance = 0;
  let weight = 0;
  const rows = { exposed: 0, others: 0 };
  for (const { exposedFailures, exposed, otherFailures, others } of strata) {
    const n = exposed + others;
    if (n < 2 || exposed === 0 || others === 0) continue;
    const failures = exposedFailures + otherFailures;
    deviation += exposedFailures - (exposed * failures) / n;
    variance += (exposed * others * failures * (n - failures)) / (n * n * (n - 1));
    weight += (exposed * others) / n;
    rows.exposed += exposed;
    rows.others += others;
  }
  const z = variance > 0 ? deviation / Math.sqrt(variance) : 0;
  // The deviation from what is expected is the weighted difference of the rates.
  return { z, p: chiSquareTail(z * z, 1), difference: weight > 0 ? deviation / weight : 0, ...rows };
};

/** Log-likelihood of `failures` among `rows` at their own rate. */
export const binomialLikelihood = (failures: number, rows: number): number => {
  if (rows === 0 || failures === 0 || failures === rows) return 0;
  const rate = failures / rows;
  return failures * Math.log(rate) + (rows - failures) * Math.log(1 - rate);
};
