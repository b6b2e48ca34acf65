import type { List, ListItem } from 'mdast';
import type { Why } from '../../record/analysis.ts';
import { addItem, markerOf, removeItem } from './list.ts';
import { linesAfter, oneLine, withoutLines } from './markdown-text.ts';
import type { NewWhy, WhyPath } from './record-edit.ts';
import { addSection, hintsOf, sectionNamed } from './sections.ts';
import type { Candidate, EditSubject } from './subject.ts';
import { nodeAt } from './table.ts';

/** A step on one line: question, answer, evidence, and what answers it. */
export const renderWhy = (why: NewWhy): string =>
  oneLine(
    [
      why.question.trim().replace(/[?？]?$/, '?'),
      why.answer ?? '',
      why.evidence ?? '',
      why.answeredBy?.length ? `→ ${why.answeredBy.join(', ')}` : why.acceptedRisk ? `→ accepted: ${why.acceptedRisk}` : '',
    ].join(' '),
  );

export const whyAt = (whys: readonly Why[], path: WhyPath): Why | null => {
  let steps = whys;
  let found: Why | null = null;
  for (const index of path) {
    found = steps[index] ?? null;
    if (found === null) return null;
    steps = found.steps;
  }
  return found;
};

const itemOf = (subject: EditSubject, why: Why): ListItem | null => nodeAt(subject.document.tree, why.source.start, 'listItem');

const childList = (item: ListItem): List | null => item.children.find((child): child is List => child.type === 'list') ?? null;

const listIn = (subject: EditSubject): List | null => {
  const section = sectionNamed(subject, 'five_whys');
  const node = subject.document.tree.children.find(
    (child) => section !== null && child.type === 'list' && (child.position?.start.offset ?? -1) >= section.contentSource.start && (child.position?.end.offset ?? Infinity) <= section.contentSource.end,
  );
  return node?.type === 'list' ? node : null;
};

/** A first nested list below an item, indented as far as the item's text. */
const nest = (subject: EditSubject, item: ListItem, text: string): Candidate => {
  const { indent, marker, space } = markerOf(subject.document, item);
  const lead = indent + ' '.repeat(marker.length + space.length);
  return [linesAfter(subject.document, Math.max(0, (item.position?.end.offset ?? 1) - 1), [`${lead}${/\d/.test(marker) ? '1.' : marker} ${text}`])];
};

export function* addWhy(subject: EditSubject, parent: WhyPath, why: NewWhy): Generator<Candidate> {
  const text = renderWhy(why);
  if (parent.length > 0) {
    const above = whyAt(subject.record.whys, parent);
    const item = above === null ? null : itemOf(subject, above);
    if (item === null) return;
    const list = childList(item);
    const edit = list === null ? null : addItem(subject.document, list, text);
    yield edit === null ? nest(subject, item, text) : [edit];
    return;
  }
  const section = sectionNamed(subject, 'five_whys');
  if (section === null) {
    yield [addSection(subject, 'five_whys', [`1. ${text}`])];
    return;
  }
  const list = listIn(subject);
  const edit = list === null ? null : addItem(subject.document, list, text);
  yield edit === null ? [linesAfter(subject.document, section.source.end - 1, ['', `1. ${text}`]), ...hintsOf(subject, section)] : [edit, ...hintsOf(subject, section)];
}

export function* setWhy(subject: EditSubject, path: WhyPath, why: NewWhy): Generator<Candidate> {
  const step = whyAt(subject.record.whys, path);
  if (step === null) return;
  const own = itemOf(subject, step)?.children.filter((child) => child.type !== 'list') ?? [];
  const start = own[0]?.position?.start.offset;
  const end = own.at(-1)?.position?.end.offset;
  const text = renderWhy(why);
  if (start !== undefined && end !== undefined) yield [{ start, end, text }];
  yield [{ start: step.source.start, end: step.source.end, text }];
}

export function* removeWhy(subject: EditSubject, path: WhyPath): Generator<Candidate> {
  const step = whyAt(subject.record.whys, path);
  if (step === null) return;
  const item = itemOf(subject, step);
  if (item !== null) yield [removeItem(subject.document, item)];
  yield [withoutLines(subject.document, step.itemSource.start, step.itemSource.end)];
}
