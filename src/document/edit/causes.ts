import type { List } from 'mdast';
import type { Cause, Decision } from '../../record/analysis.ts';
import { addItem, removeItem } from './list.ts';
import { linesAfter, oneLine, withoutLines } from './markdown-text.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { nodeAt } from './table.ts';
import type { Section } from '../../record/record.ts';

/** The last list under a heading; null where there is none. */
const listUnder = (subject: EditSubject, section: Section): List | null =>
  subject.document.tree.children.findLast(
    (node): node is List => node.type === 'list' && (node.position?.start.offset ?? -1) >= section.contentSource.start && (node.position?.end.offset ?? Infinity) <= section.contentSource.end,
  ) ?? null;

/** Adds a bullet or a paragraph under a section, or the section with it. */
function* addUnder(subject: EditSubject, name: 'root_cause' | 'contributing_factors' | 'decisions', text: string, asList: boolean): Generator<Candidate> {
  const section = sectionNamed(subject, name);
  const line = asList ? `- ${text}` : text;
  if (section === null) {
    yield [addSection(subject, name, [line])];
    return;
  }
  const hints = hintsOf(subject, section);
  const list = listUnder(subject, section);
  const edit = list === null ? null : addItem(subject.document, list, text);
  if (edit !== null) yield [edit, ...hints];
  if (section.empty) yield [linesAfter(subject.document, section.source.end - 1, ['', line]), ...hints];
  const content = subject.document.text.slice(section.contentSource.start, section.contentSource.end).trimEnd();
  yield [linesAfter(subject.document, section.contentSource.start + Math.max(0, content.length - 1), ['', line]), ...hints];
}

export function* addCause(subject: EditSubject, kind: Cause['kind'], text: string): Generator<Candidate> {
  yield* addUnder(subject, kind === 'root' ? 'root_cause' : 'contributing_factors', oneLine(text), kind === 'contributing' || subject.record.causes.some((cause) => cause.kind === 'root'));
}

export function* setCause(subject: EditSubject, index: number, text: string): Generator<Candidate> {
  const cause = subject.record.causes[index];
  if (cause === undefined) return;
  const item = nodeAt(subject.document.tree, cause.source.start, 'listItem');
  const own = item?.children.filter((child) => child.type !== 'list') ?? [];
  const start = own[0]?.position?.start.offset;
  const end = own.at(-1)?.position?.end.offset;
  if (start !== undefined && end !== undefined) yield [{ start, end, text: oneLine(text) }];
  yield [{ start: cause.source.start, end: cause.source.end, text: oneLine(text) }];
}

export function* removeCause(subject: EditSubject, index: number): Generator<Candidate> {
  const cause = subject.record.causes[index];
  if (cause === undefined) return;
  const item = nodeAt(subject.document.tree, cause.source.start, 'listItem');
  if (item !== null) yield [removeItem(subject.document, item)];
  yield [withoutLines(subject.document, cause.source.start, cause.source.end)];
}

const renderOption = ({ text, chosen }: { text: string; chosen: boolean }): string => `${chosen ? '**Chosen:**' : 'Rejected:'} ${oneLine(text)}`;

export function* addDecision(subject: EditSubject, title: string | null, options: readonly { text: string; chosen: boolean }[]): Generator<Candidate> {
  const section = sectionNamed(subject, 'decisions');
  const lines = [...(title === null ? [] : [`### ${oneLine(title)}`, '']), ...options.map((option) => `- ${renderOption(option)}`)];
  if (section === null) {
    yield [addSection(subject, 'decisions', lines)];
    return;
  }
  const content = subject.document.text.slice(section.contentSource.start, section.contentSource.end).trimEnd();
  const hints = hintsOf(subject, section);
  if (section.empty) yield [linesAfter(subject.document, section.source.end - 1, ['', ...lines]), ...hints];
  yield [linesAfter(subject.document, section.contentSource.start + Math.max(0, content.length - 1), ['', ...lines]), ...hints];
}

export function* setOption(subject: EditSubject, decision: number, option: number, text: string, chosen: boolean): Generator<Candidate> {
  const found = subject.record.decisions[decision]?.options[option];
  if (found === undefined) return;
  const item = nodeAt(subject.document.tree, found.source.start, 'listItem');
  const own = item?.children[0]?.position;
  if (own?.start.offset !== undefined && own.end.offset !== undefined) yield [{ start: own.start.offset, end: own.end.offset, text: renderOption({ text, chosen }) }];
  yield [{ start: found.source.start, end: found.source.end, text: renderOption({ text, chosen }) }];
}

/** Removes a decision with its options: the heading of its own where it has one, and the list. */
export function* removeDecision(subject: EditSubject, index: number): Generator<Candidate> {
  const decision: Decision | undefined = subject.record.decisions[index];
  if (decision === undefined) return;
  const starts = [decision.source.start, ...decision.options.map((option) => option.source.start)];
  const ends = [decision.source.end, ...decision.options.map((option) => option.source.end)];
  const first = decision.options[0];
  if (first !== undefined) yield [withoutLines(subject.document, first.source.start, Math.max(...ends))];
  yield [withoutLines(subject.document, Math.min(...starts), Math.max(...ends))];
}
