import type { AgentAction } from '../../record/llm.ts';
import type { Reading } from '../reading.ts';
import { normalizeTitle } from '../headings/normalize-title.ts';
import { plainText } from '../plain-text.ts';
import { sourceOf } from '../document.ts';
import { readTable } from '../tables/table.ts';

type Field = Exclude<keyof AgentAction, 'source'>;

const LABELS: Readonly<Record<Field, readonly string[]>> = {
  autonomyTier: ['autonomy tier', 'autonomy', 'autonomy level', 'tier', 'agent tier'],
  reversible: ['reversible', 'reversible?', 'was it reversible', 'reversibility'],
  gateBefore: ['gate before', 'gate before it', 'gate', 'gate before the action', 'approval', 'human approval'],
  reconstructible: ['reconstructible', 'flight recorder', 'flight recorder check', 'could the decision be reconstructed', 'reconstructable'],
};
const fields = Object.keys(LABELS) as Field[];

const fieldOf = (label: string): Field | null => fields.find((field) => LABELS[field].includes(normalizeTitle(label))) ?? null;

/** Words before a colon and after it. */
const pair = /^\s*([^:：\n]{3,60})[:：]\s*([^\n]+)/;

/** The agent's action, where a table or lines of a section named for it state its fields; null where none does. */
export const readAgent = (reading: Reading): AgentAction | null => {
  const { document } = reading;
  for (const entry of reading.outline) {
    if (!/\bagents?\b|エージェント/i.test(entry.title)) continue;
    const found: Partial<Record<Field, string>> = {};
    const take = (label: string, value: string): void => {
      const field = fieldOf(label);
      if (field && value.trim() !== '') found[field] ??= value.trim();
    };
    for (const block of entry.blocks) {
      if (block.type === 'table') for (const row of [{ cells: readTable(document, block).header }, ...readTable(document, block).rows]) take(row.cells[0]?.text ?? '', row.cells[1]?.text ?? '');
      else if (block.type === 'list' || block.type === 'paragraph') {
        for (const line of plainText(document, block).text.split('\n')) {
          const match = pair.exec(line);
          if (match) take(match[1] ?? '', match[2] ?? '');
        }
      }
    }
    if (entry.heading && Object.keys(found).length > 0) {
      return { autonomyTier: null, reversible: null, gateBefore: null, reconstructible: null, ...found, source: sourceOf(document, entry.heading) };
    }
  }
  return null;
};
