import type { ListItem } from 'mdast';
import type { Decision } from '../../record/analysis.ts';
import type { Source } from '../../record/source.ts';
import { sourceOf } from '../document.ts';
import { plainText } from '../plain-text.ts';
import type { OutlineEntry, Reading } from '../reading.ts';
import { readAnswers, withoutAnswers } from '../references.ts';
import { cellOf, findColumns } from '../tables/columns.ts';
import { readTable, type TableView } from '../tables/table.ts';

type Option = Decision['options'][number];

const chosenWords = /^\s*[[(]?(?:✅\s*)?(?:chosen|selected|accepted|decided|picked|we chose|採用|選択|gewählt|ausgewählt|entschieden|valgt|选择|已选|choisi|retenu|elegida|elegido|escolhid[ao])[\])]?(?:\s*[:：–—-]|\b|$)/i;
const rejectedWords = /^\s*[[(]?(?:❌\s*)?(?:rejected|not chosen|discarded|declined|dropped|却下|不採用|見送り|verworfen|abgelehnt|forkastet|放弃|未选|rejeté|écarté|descartad[ao]|rechazad[ao]|rejeitad[ao])[\])]?(?:\s*[:：–—-]|\b|$)/i;
const chosenAfter = /[([–—-]\s*(?:chosen|selected|accepted|our choice|採用|gewählt|valgt|✅)\s*[)\]]?\s*[.:]?\s*$/i;
const rejectedAfter = /[([–—-]\s*(?:rejected|not chosen|discarded|却下|verworfen|forkastet|❌)\s*[)\]]?\s*[.:]?\s*$/i;
const optionLabel = /^\s*(?:(option|alternative|variant|案|选项|方案|alternativ)\s*([A-Z]|\d{1,2})|([A-Z]))\s*[:：.)–—-]\s+/i;

/** Options weighed: one decision for each sub-heading that holds some, else one for the section. */
export const readDecisions = (reading: Reading): Decision[] =>
  reading.sections
    .filter(({ section }) => section.name === 'decisions')
    .flatMap(({ section, entries, blocks }) => {
      if (entries.length === 0) return decisionOf(section.title, section.source, optionsOf(reading, { blocks }));
      const [own, ...below] = entries;
      const nested = below.flatMap((entry) => decisionOf(entry.title, entry.heading ? sourceOf(reading.document, entry.heading) : section.source, optionsOf(reading, entry)));
      const headed = nested.length === 0 ? below.flatMap((entry) => headedOption(reading, entry)) : [];
      return [...decisionOf(section.title, section.source, [...(own ? optionsOf(reading, own) : []), ...headed]), ...nested];
    });

const decisionOf = (title: string, source: Source, options: readonly Option[]): Decision[] => (options.length > 0 ? [{ title, options, source }] : []);

const optionsOf = (reading: Reading, entry: Pick<OutlineEntry, 'blocks'>): Option[] =>
  entry.blocks.flatMap((block) => {
    if (block.type === 'list') return block.children.map((item) => itemOption(reading, item));
    return block.type === 'table' ? tableOptions(reading, readTable(reading.document, block)) : [];
  });

const describe = (lead: string, text: string, source: Source, verdict = ''): Option => {
  const words = `${verdict}\n${lead}`;
  const rejected = words.split('\n').some((line) => rejectedWords.test(line) || rejectedAfter.test(line));
  const chosen = !rejected && words.split('\n').some((line) => chosenWords.test(line) || chosenAfter.test(line));
  const bare = withoutAnswers(lead.split('\n')[0] ?? '').replace(chosenWords, '').replace(rejectedWords, '').trim();
  const label = optionLabel.exec(bare);
  return {
    label: label ? (label[1] ? `${label[1]} ${label[2]}` : (label[3] ?? null)) : null,
    title: bare.slice(label?.[0].length ?? 0).replace(chosenAfter, '').replace(rejectedAfter, '').trim(),
    text,
    chosen,
    rejected,
    answeredBy: readAnswers(text).answeredBy,
    source,
  };
};

const itemOption = (reading: Reading, item: ListItem): Option => {
  const { document } = reading;
  const lead = plainText(document, item.children[0] ?? item).text.trim();
  const box = item.checked === true ? 'chosen' : '';
  return describe(lead, plainText(document, item).text.trim(), sourceOf(document, item), box);
};

const headedOption = (reading: Reading, entry: OutlineEntry): Option[] => {
  if (!entry.heading) return [];
  const { document } = reading;
  const source = sourceOf(document, entry.heading);
  const body = plainText(document, entry.blocks).text.trim();
  return [describe(entry.title, `${entry.title}\n${body}`, document.lines.source(source.start, entry.blocks.at(-1)?.position?.end.offset ?? source.end), body.split('\n')[0])];
};

const OPTION_COLUMNS = {
  option: ['option', 'alternative', 'choice', 'fix', 'approach', '案', '選択肢', '方案', 'variante', 'alternativ', 'opción', 'opção'],
  verdict: ['decision', 'chosen', 'chosen?', 'verdict', 'status', 'result', 'outcome', '結果', '判断', '决定', 'entscheidung', 'gewählt', 'décision', 'decisión', 'decisão', 'valgt'],
} as const;

const tableOptions = (reading: Reading, table: TableView): Option[] => {
  const columns = findColumns(table, OPTION_COLUMNS);
  return table.rows.map((row) => {
    const verdict = cellOf(row, columns, 'verdict')?.text ?? '';
    const said = /^(?:yes|x|✅|✔|☑|ja|はい|是)$/i.test(verdict) ? 'chosen' : /^(?:no|❌|nein|いいえ|否)$/i.test(verdict) ? 'rejected' : verdict;
    return describe((cellOf(row, columns, 'option') ?? row.cells[0])?.text ?? '', row.cells.map((cell) => cell.text).join('\n'), row.source, said);
  });
};
