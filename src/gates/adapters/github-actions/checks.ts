import type { GateUnit } from '../../model.ts';
import { legValues, UNKNOWN_LEGS } from './matrix.ts';

/** What the second pass needs to know of a job, taken from its unit alone, since units may come from a cache. */
export interface JobFacts {
  readonly unit: GateUnit;
  readonly path: string;
  readonly id: string;
  /** Name of its check, without the values of the matrix. */
  readonly check: string;
  readonly legs: readonly string[];
  readonly needs: readonly string[];
  readonly aggregates: string;
  readonly uses: string | null;
  readonly environment: string | null;
}

const textIn = (unit: GateUnit, name: string): string | null => {
  const value = unit.settings[name];
  return typeof value === 'string' ? value : null;
};

export const listIn = (unit: GateUnit, name: string): readonly string[] => {
  const value = unit.settings[name];
  return Array.isArray(value) ? value : [];
};

export const isJobUnit = (unit: GateUnit): boolean => !unit.selector.includes('/');

export const jobFacts = (unit: GateUnit): JobFacts => ({
  unit,
  path: unit.path,
  id: unit.selector,
  check: textIn(unit, 'check') ?? unit.selector,
  legs: listIn(unit, 'matrix'),
  needs: listIn(unit, 'needs'),
  aggregates: textIn(unit, 'aggregates') ?? '',
  uses: textIn(unit, 'uses'),
  environment: textIn(unit, 'environment'),
});

const MATRIX_VALUE = /\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g;

/** Whether a job reports a check of this name; `maybe` where its name or its matrix is known only when it runs. */
export const reports = (job: JobFacts, context: string, callees: (path: string) => readonly JobFacts[] | null, depth = 0): 'yes' | 'maybe' | 'no' => {
  if (job.uses === null) return reportsByName(job, context);
  // A called workflow's checks are named `caller / callee`; workflows call one another at most ten deep.
  const caller = namesOf(job).find((name) => context.startsWith(`${name} / `));
  if (caller === undefined || depth > 10) return 'no';
  const jobs = callees(job.uses);
  const inner = context.slice(caller.length + 3);
  if (jobs === null) return 'maybe';
  const answers = new Set(jobs.map((callee) => reports(callee, inner, callees, depth + 1)));
  return answers.has('yes') ? 'yes' : answers.has('maybe') ? 'maybe' : 'no';
};

const reportsByName = (job: JobFacts, context: string): 'yes' | 'maybe' | 'no' => {
  if (namesOf(job).includes(context)) return 'yes';
  const unknown = job.legs.includes(UNKNOWN_LEGS);
  if (unknown && context.startsWith(`${job.check} (`)) return 'maybe';
  const literal = job.check.split(/\$\{\{/, 1)[0] ?? '';
  const filledIn = job.check.includes('${{') && (unknown || job.check.replaceAll(MATRIX_VALUE, '').includes('${{'));
  return filledIn && context.startsWith(literal) ? 'maybe' : 'no';
};

/** The names of a job's checks: its own, or one for each leg of its matrix. */
const namesOf = ({ check, legs }: JobFacts): readonly string[] => {
  const known = legs.filter((leg) => leg !== UNKNOWN_LEGS);
  if (known.length === 0) return [check];
  return known.map((leg) => {
    const values = legValues(leg);
    // A name with expressions is used as it comes out; any other gets the values appended.
    if (check.includes('${{')) return check.replaceAll(MATRIX_VALUE, (_, key: string) => values.get(key) ?? '');
    return `${check} (${[...values.values()].join(', ')})`;
  });
};
