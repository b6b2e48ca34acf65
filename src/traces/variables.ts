import { LLM_VARIABLES, type LlmVariableKey, type VariableStatus } from '../record/vocabulary.ts';
import { FACETS } from './aliases.ts';
import { variableOf, type Attribution } from './attribution/attribute.ts';
import { MISSING, sliceStart, type Windows } from './attribution/cube.ts';
import { changeBeside, type WeighedChange, type WeighedChanges } from './changes.ts';

type JudgedFacet = Attribution['facets'][number];

/** What the traces say of one of the ten variables. */
export interface VariableReading {
  readonly key: LlmVariableKey;
  /** `unknown` where no facet of it is recorded: missing is never unchanged. */
  readonly status: Exclude<VariableStatus, 'not-applicable'>;
  /** The commonest values, with their shares where there are several. */
  readonly before: string | null;
  readonly during: string | null;
  /** Milliseconds since 1970; null where it did not move. */
  readonly changedAt: number | null;
  /** Share of the conversations that record its best recorded facet. */
  readonly coverage: number;
  /** The facet that moved most, or the best recorded one. */
  readonly facet: string | null;
  /** True where the verdict names it. */
  readonly named: boolean;
  /** What a log of changes has about it at that time, or at the onset where the traces do not tell; null where none was given or none fits. */
  readonly change: WeighedChange | null;
}

const MOST_SHOWN = 3;

const percent = (share: number): string => `${share < 0.095 && share > 0 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;

/** The values of a facet on one side of the onset: one alone, or the commonest with their shares. */
export const sharesOf = (facet: JudgedFacet, side: 'before' | 'after'): string | null => {
  const total = facet.values.reduce((sum, value) => sum + value[side], 0);
  const present = facet.values.filter((value) => value[side] > 0 && value.value !== MISSING).toSorted((a, b) => b[side] - a[side]);
  if (total === 0 || present.length === 0) return null;
  const [only] = present;
  if (present.length === 1 && only !== undefined && only[side] === total) return only.value;
  const shown = present.slice(0, MOST_SHOWN).map((value) => `${value.value} ${percent(value[side] / total)}`);
  return present.length > MOST_SHOWN ? `${shown.join(', ')}, …` : shown.join(', ');
};

/** What a facet is called in reports. */
export const titleOf = (facet: string): string => FACETS.find(({ id }) => id === facet)?.title ?? facet;

/** `requested a, served b` where two facets tell the variable together; the value alone where one does. */
const describe = (facets: readonly JudgedFacet[], side: 'before' | 'after'): string | null => {
  const parts = facets.flatMap((facet) => {
    const shares = sharesOf(facet, side);
    return shares === null ? [] : [{ facet: facet.facet, shares }];
  });
  if (parts.length === 0) return null;
  if (parts.length === 1) return parts[0]?.shares ?? null;
  return parts.map(({ facet, shares }) => `${facet.slice(facet.indexOf('.') + 1)} ${shares}`).join(', ');
};

const MODEL_NAMES: ReadonlySet<string> = new Set(['model.requested', 'model.served']);

/** The facets that stand for a variable in the table: the model's two names always, else what moved, else the best recorded. */
const shownFacets = (key: LlmVariableKey, facets: readonly JudgedFacet[], named: ReadonlySet<string>): readonly JudgedFacet[] => {
  const telling = facets.filter((facet) => named.has(facet.facet));
  const moved = facets.filter((facet) => facet.moved).toSorted((a, b) => b.effect - a.effect);
  const names = key === 'model' ? facets.filter((facet) => MODEL_NAMES.has(facet.facet)) : [];
  if (telling.length > 0) return [...new Set([...names, ...telling])].slice(0, MOST_SHOWN);
  if (moved.length > 0) return [...new Set([...names, ...moved])].slice(0, MOST_SHOWN);
  return names.length > 0 ? names : facets.toSorted((a, b) => b.coverage - a.coverage).slice(0, 1);
};

/** All ten variables as the traces show them, in the order of the record. */
export const variableReadings = (attribution: Attribution, windows: Windows, changes: WeighedChanges | null): VariableReading[] => {
  const named = new Set(attribution.verdict.kind === 'explained' ? attribution.verdict.groups.flat() : []);
  const beside = (key: LlmVariableKey, time: number): WeighedChange | null => (changes === null ? null : changeBeside(changes, key, time));
  return LLM_VARIABLES.map((key): VariableReading => {
    const facets = attribution.facets.filter(({ facet }) => variableOf(facet) === key);
    const shown = shownFacets(key, facets, named);
    const [first] = shown.filter(({ facet }) => named.has(facet)).concat(shown.filter(({ moved }) => moved), shown);
    if (first === undefined) {
      const unknown = attribution.unknown.filter(({ facet }) => variableOf(facet) === key);
      return { key, status: 'unknown', before: null, during: null, changedAt: null, coverage: Math.max(0, ...unknown.map(({ coverage }) => coverage)), facet: null, named: false, change: beside(key, windows.onset) };
    }
    const moved = facets.some((facet) => facet.moved);
    const changedAt = moved && first.changedAt !== null ? sliceStart(windows, first.changedAt) : null;
    return {
      key,
      status: moved ? 'changed' : 'unchanged',
      before: describe(shown, 'before'),
      during: describe(shown, 'after'),
      changedAt,
      coverage: first.coverage,
      facet: first.facet,
      named: facets.some(({ facet }) => named.has(facet)),
      change: changedAt === null ? null : beside(key, changedAt),
    };
  });
};

