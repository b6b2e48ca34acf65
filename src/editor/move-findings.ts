import { indexLines } from '../document/lines.ts';
import type { Finding, Range } from '../record/finding.ts';
import type { Step } from './history.ts';

/** An offset after a step: what the step replaced ends where it ends now. */
const moved = (offset: number, { start, removed, inserted }: Step): number =>
  offset <= start ? offset : offset >= start + removed.length ? offset + inserted.length - removed.length : Math.min(offset, start + inserted.length);

const touches = (from: number, to: number, { start, removed }: Step): boolean => from < start + removed.length && start < to;

/**
 * Findings over a text that a step changed, until it is checked again: each stands where its words stand now. What would mend words that the step touched is gone: nobody knows
 * any more what it would do.
 */
export const moveFindings = (findings: readonly Finding[], step: Step, after: string): readonly Finding[] => {
  if (findings.length === 0) return findings;
  const { position } = indexLines(after);
  const rangeOf = ({ start, end }: Range): Range => ({ start: position(moved(start.offset, step)), end: position(moved(end.offset, step)) });
  return findings.map((finding) => {
    const kept = finding.fix?.edits.every(({ start, end }) => !touches(start - 1, end + 1, step)) ? finding.fix : null;
    return {
      ...finding,
      range: rangeOf(finding.range),
      related: finding.related.map((place) => (place.path === finding.path ? related(place, rangeOf(place.range)) : place)),
      fix: kept && { ...kept, edits: kept.edits.map((edit) => ({ ...edit, start: moved(edit.start, step), end: moved(edit.end, step) })) },
    };
  });
};

const related = (place: Finding['related'][number], range: Range): Finding['related'][number] => ({ ...place, range, line: range.start.line });
