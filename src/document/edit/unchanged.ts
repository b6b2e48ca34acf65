import { lettersOf } from '../../record/letters.ts';
import type { IncidentRecord } from '../../record/record.ts';

/** Parts of the record that an edit may change; all others must read the same afterwards. */
export type RecordPart =
  | 'facts' | 'timeline' | 'signals' | 'causes' | 'whys' | 'decisions' | 'variables' | 'outcome' | 'verdict' | 'agent' | 'actions' | 'sections';

const FACTS = [
  'format', 'id', 'title', 'date', 'status', 'severity', 'timezone', 'services', 'environments', 'authors', 'reviewers',
  'detectedBy', 'trigger', 'links', 'tags',
] as const;

/** Where something stands and how it was written may move; what it says may not. */
const PLACES = new Set(['source', 'itemSource', 'textSource', 'contentSource', 'fields', 'cells', 'written', 'dated', 'restated']);

/** The values of a part without their places, for comparison. */
export const valuesOf = (part: unknown): string =>
  JSON.stringify(part, (key, value: unknown) => (PLACES.has(key) ? undefined : value)) ?? 'null';

const partOf = (record: IncidentRecord, part: RecordPart): unknown => {
  switch (part) {
    case 'facts':
      return FACTS.map((fact) => record[fact]);
    case 'sections':
      return record.sections.map((section) => [section.name, section.title]);
    case 'timeline':
    case 'signals':
    case 'causes':
    case 'whys':
    case 'decisions':
    case 'variables':
    case 'outcome':
    case 'verdict':
    case 'agent':
    case 'actions':
      return record[part];
  }
};

const PARTS = ['facts', 'timeline', 'signals', 'causes', 'whys', 'decisions', 'variables', 'outcome', 'verdict', 'agent', 'actions', 'sections'] as const satisfies readonly RecordPart[];

/** Whether every part but the named ones says the same in both records. */
export const sameExcept = (before: IncidentRecord, after: IncidentRecord, changed: readonly RecordPart[]): boolean =>
  PARTS.every((part) => changed.includes(part) || valuesOf(partOf(before, part)) === valuesOf(partOf(after, part)));

/** Letters and digits of Markdown, in lower case: whether two texts say the same whatever their markup. What a backslash escapes is text. */
export const wordsOf = (markdown: string): string =>
  lettersOf(markdown.replace(/!?(?<!\\)\[([^\]]*)\]\([^)\s]*\)/g, '$1').replace(/(?<!\\)<!--.*?-->/gs, ''));
