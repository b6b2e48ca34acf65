import type { NewAction } from '../../document/edit/record-edit.ts';
import { ACTION_FIELDS, type ActionItem } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { ACTION_STATUSES, ACTION_TYPES } from '../../record/vocabulary.ts';
import { isOneOf, type Ask, type Part } from './part.ts';

const FIELDS = [
  { name: 'title', label: 'action', why: 'What will be different when it is done, so that one can see whether it is.', example: 'Alert when the pool is exhausted for two minutes' },
  { name: 'owner', label: 'owner', why: 'One person or team that says yes; an item of everybody is done by nobody.', example: '@mira-holt', choices: 'owners' },
  { name: 'due', label: 'due', why: 'A date, not a sprint: overdue items are found by it.', example: '2026-05-15' },
  { name: 'type', label: 'type', why: 'Whether it prevents, detects, mitigates, repairs or changes how people work.', example: 'detect', choices: ACTION_TYPES },
  { name: 'priority', label: 'priority', why: 'What is done first.', example: 'P1' },
  { name: 'gate', label: 'gate', why: 'The check that fails if this comes back; replayed on the figures of this incident.', example: '`alerts/orders.yml#OrdersPoolExhausted` replay: pool_in_use' },
  { name: 'status', label: 'status', why: 'Verified is more than done: somebody saw that it works.', example: 'open', choices: ACTION_STATUSES },
  { name: 'ticket', label: 'ticket', why: 'Where the work is tracked.', example: '[#812](https://github.com/acme/shop/issues/812)' },
  { name: 'evidence', label: 'evidence', why: 'How one sees that it is done.', example: '[the alert fired in the drill](https://example.com/drill)' },
] as const satisfies readonly Ask[];

const ITEM: Ask = { ...FIELDS[0], why: `${FIELDS[0].why} @owner and a date at the end are read as such.`, example: 'Alert on the exhausted pool @mira-holt 2026-05-15' };

const gateText = (item: ActionItem): string =>
  item.gates.map(({ path, selector, replay, condition }) => `\`${path}#${selector}\`${replay === null ? '' : ` replay: ${replay}${condition === null ? '' : ` as ${condition}`}`}`).join(' ');

const valueOf = (item: ActionItem, field: string): string => {
  switch (field) {
    case 'title': return item.title;
    case 'owner': return item.owners.join(', ');
    case 'due': return item.dueWritten ?? item.due ?? '';
    case 'type': return item.type ?? '';
    case 'priority': return item.priority ?? '';
    case 'gate': return gateText(item);
    case 'status': return item.statusWritten ?? item.status ?? '';
    case 'ticket': return item.tickets.join(', ');
    case 'evidence': return item.links.map(({ text, url }) => `[${text}](${url})`).join(' ');
    default: return item.id ?? '';
  }
};

/** `Alert on the pool @mira-holt 2026-05-15`: an owner and a date that end the line are fields of the item. */
const quickAction = (line: string): NewAction => {
  const [, title = '', owner, due] = /^(.*?)(?:\s+(@\S+))?(?:\s+(\d{4}-\d\d-\d\d))?\s*$/s.exec(line) ?? [];
  if (title.trim() === '') throw new UserError('an action item begins with what is to be done', { hint: ITEM.example });
  return { title: title.trim(), ...(owner !== undefined && { owner }), ...(due !== undefined && { due }) };
};

/** Columns of a title on the narrowest screen, and of all other cells. */
const LEAST_TITLE = 26;
const OTHERS = 54;

export const actions: Part = {
  name: 'actions',
  title: 'Actions',
  section: 'actions',
  why: 'Few, each with one owner, a date, and a way to see that it is done. A gate is stronger than a runbook.',
  rows: ({ record }) =>
    record.actions.map((item) => ({
      cells: [item.id ?? '–', item.title, item.owners.join(', ') || 'no owner', item.due ?? 'no date', [item.statusWritten ?? 'open', ...(item.gates.length > 0 ? ['gate'] : [])].join(', ')].map(neutralise),
      place: item.itemSource,
    })),
  widths: (columns) => [6, Math.max(LEAST_TITLE, columns - OTHERS), 16, 11, 0],
  fields: () => FIELDS,
  value: (record, row, field) => (record.actions[row] === undefined ? '' : valueOf(record.actions[row], field)),
  change: (_, row, field, value) => (isOneOf(ACTION_FIELDS, field) ? [{ kind: 'set-action', index: row, field, value: value.trim() }] : []),
  adding: [ITEM],
  add: (_, __, { title = '' }) => [{ kind: 'add-action', item: quickAction(title) }],
  remove: (record, row) => (record.actions[row] ? { kind: 'remove-action', index: row } : null),
};
