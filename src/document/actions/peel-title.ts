import type { ActionField } from '../../record/action.ts';
import type { ActionStatus, ActionType } from '../../record/vocabulary.ts';
import { readStatusMark, readType } from './status.ts';
import { withoutClosingTicket } from './tickets.ts';

/** A mark around the title (`**P1**`, `AI-3:`, `(done)`, `[detect]`, `✅`): which field it states, and where in the text. */
export interface Mark {
  readonly field: Extract<ActionField, 'id' | 'priority' | 'status' | 'type'>;
  readonly written: string;
  readonly status?: ActionStatus;
  readonly type?: ActionType;
  readonly at: number;
}

/** The title without its marks, as a range of the text, and the marks. */
export interface PeeledTitle {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

const symbol = String.raw`[✅☑✔✓🚧🔄⏳🟡🟢🔴⬜❌☐]\u{FE0F}?`;
const identifier = /^((?:AI|A|P|D|M|R|T|ACT|ACTION|TASK|ITEM)-?\d{1,3}|アクション\d+)$/i;
const priority = /^(?:P[0-5]|(?:very )?(?:high|low)(?: priority)?|medium(?: priority)?|med|critical|urgent|prio(?:rity)?[ :-]?\d|优先级[高中低]|優先度[高中低])$/i;
const frontPatterns = [
  new RegExp(String.raw`^\s*[[(【]\s*([^[\]()【】]{1,24}?)\s*[\])】]\s*[:–—-]?\s*`, 'u'),
  new RegExp(String.raw`^\s*([\p{L}\d][\p{L}\d_' -]{0,23}?)\s*(?:[:：]\s*|\s[–—-]\s+|\)\s+)(?=\S)`, 'u'),
  new RegExp(String.raw`^\s*(${symbol})\s*[:–—-]?\s*`, 'u'),
  /^\s*((?:AI|ACT)-?\d{1,3}|P[0-5]|HIGH|MEDIUM|LOW|CRITICAL|URGENT|TODO|DONE|WIP)\s+(?=\S)/u,
] as const;
const backPatterns = [
  /\s*[[(（]\s*([^[\]()（）]{1,40}?)\s*[\])）][\s.]*$/u,
  /\s+[–—-]\s*([^–—:\n]{1,24}?)[\s.]*$/u,
  new RegExp(String.raw`\s*(${symbol})[\s.]*$`, 'u'),
  /[.:]\s+((?:Done|DONE|TODO|WIP|Completed|Fixed|Open|In progress|IN PROGRESS|Pending))[\s.!]*$/u,
] as const;
const typeTag = /^(?:prevent|detect|mitigate|repair|process|prevention|detection|mitigation|investigate|fix|corrective|preventive|preventative|予防|検知|緩和|修復|プロセス)$/i;

const interpret = (words: string, at: number): Mark | null => {
  const written = words.trim();
  if (identifier.test(written) && !priority.test(written)) return { field: 'id', written, at };
  if (priority.test(written)) return { field: 'priority', written, at };
  const type = typeTag.test(written) ? readType(written) : null;
  if (type) return { field: 'type', written, type, at };
  const status = written.toLowerCase() === 'x' || written.toLowerCase() === 'yes' ? null : readStatusMark(written);
  return status ? { field: 'status', written, status, at } : null;
};

/** A mark is short; only so much of either end is looked at. */
const longestMark = 80;
const mostTaken = 20;

/**
 * Takes marks off both ends of the text between two indexes, one after another, until what is left is the title. `closings` are words of
 * links to tickets and handles of owners, which are taken off its end too (`… ([issue](…))`).
 */
export const peelTitle = (text: string, from: number, until: number, closings: readonly string[] = []): PeeledTitle => {
  let start = from;
  let end = until;
  const marks: Mark[] = [];
  const take = (patterns: readonly RegExp[], front: boolean): boolean => {
    const from = front ? start : Math.max(start, end - longestMark);
    const rest = text.slice(from, front ? Math.min(end, start + longestMark) : end);
    for (const pattern of patterns) {
      const match = pattern.exec(rest);
      const words = match?.[1];
      if (!match || words === undefined || match[0].length >= end - start) continue;
      const mark = interpret(words, from + match.index + match[0].indexOf(words));
      if (!mark || marks.some((other) => other.field === mark.field)) continue;
      marks.push(mark);
      if (front) start += match[0].length;
      else end = from + match.index;
      return true;
    }
    return false;
  };
  const takeClosing = (): boolean => {
    const before = withoutClosingTicket(text.slice(start, end), closings);
    if (before === null) return false;
    end = start + before;
    return true;
  };
  let taken = 0;
  while (taken < mostTaken && (take(frontPatterns, true) || take(backPatterns, false) || takeClosing())) taken++;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { start, end, marks };
};
