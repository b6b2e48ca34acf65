import { LEVELS, type Level } from '../../gates/changes.ts';
import type { GateChange, Payment } from '../../gates/diff/gate-change.ts';
import { changeInWords } from '../../gates/diff/message.ts';
import { escapeMarkdown } from '../../reporters/markdown.ts';
import { count } from '../../reporters/words.ts';
import { andCovered, levelCounts } from './diff-text.ts';

const ICON = { ERR: '❌', WARN: '⚠️', INFO: 'ℹ️' } as const satisfies Record<Level, string>;

/** A comment on GitHub holds 65,536 characters; the notes below the tables take their share. */
const MAX_TABLES = 52_000;
/** More commands than these are not written out. */
const MAX_COMMANDS = 20;

const HEAD = '| | Gate | What changed | Before | After | Paid for by | Does it still fire? |\n|---|---|---|---|---|---|---|\n';

/**
 * Changes as a pull-request comment: what changed, before and after, which incident paid, and whether the gate still fires on it. What
 * weakens nothing is folded away.
 */
export const diffMarkdown = (changes: readonly GateChange[], against: readonly string[]): string => {
  const title = `### Gates: ${levelCounts(changes)}\n\nCompared with ${against.map(escapeMarkdown).join(' and ')}.`;
  if (changes.length === 0) return `${title}\n`;
  const ordered = changes.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) || Number(one.paidFor.length === 0) - Number(other.paidFor.length === 0));
  const grave = ordered.filter(({ level }) => level !== 'INFO');
  const rows = take(grave.map(row), MAX_TABLES);
  const others = take(ordered.filter(({ level }) => level === 'INFO').map(row), MAX_TABLES - rows.text.length);
  return [
    `${title}${verdict(grave)}\n`,
    rows.text === '' ? '' : `${HEAD}${rows.text}`,
    others.text === '' ? '' : `<details><summary>${count(ordered.length - grave.length, 'change')} that weaken${ordered.length - grave.length === 1 ? 's' : ''} nothing</summary>\n\n${HEAD}${others.text}\n</details>\n`,
    rows.left + others.left === 0 ? '' : `${count(rows.left + others.left, 'more change')} did not fit here.\n`,
    acceptance(grave),
  ].filter((part) => part !== '').join('\n');
};

/** In one sentence what a reviewer must know first. */
const verdict = (grave: readonly GateChange[]): string => {
  if (grave.length === 0) return ' No gate is weaker.';
  const paid = grave.filter(({ paidFor }) => paidFor.length > 0);
  const gates = new Set(paid.map(({ unit }) => unit)).size;
  if (gates === 0) return ' No incident paid for these gates.';
  const silent = new Set(paid.filter(({ level, replay }) => level === 'ERR' && replay?.verdict !== 'fires').map(({ unit }) => unit)).size;
  return ` **Incidents paid for ${count(gates, 'gate')} that ${gates === 1 ? 'changes' : 'change'} here; ${silent === 0 ? 'all still fire' : `${silent} would no longer fire, or cannot be shown to`}.**`;
};

const cell = (value: string | null): string => (value === null || value === '' ? '–' : escapeMarkdown(value));

const row = (one: GateChange): string => {
  const accepted = one.accepted === null ? '' : `<br>*Accepted by ${escapeMarkdown(one.accepted.by)} until ${one.accepted.until}: ${escapeMarkdown(one.accepted.reason)}*`;
  const expired = one.expired === null ? '' : `<br>*The acceptance of ${escapeMarkdown(one.expired.by)} expired on ${one.expired.until}*`;
  const title = one.unit.includes(one.title) ? '' : `<br>${escapeMarkdown(one.title)}`;
  return `| ${ICON[one.level]} | ${cell(`${one.unit}${andCovered(one)}`)}${title} | ${cell(changeInWords(one))} (${cell(one.rule)})${accepted}${expired} | ${cell(one.before)} | ${cell(one.after)} | ${one.paidFor.length === 0 ? '–' : one.paidFor.map(payment).join('<br>')} | ${firing(one)} |\n`;
};

/** `INC-41: Endpoints returned 500 (AI-1)`. */
const payment = ({ incident, title, action }: Payment): string => {
  const item = action === null ? '' : ` (${action.slice(action.lastIndexOf('#') + 1)})`;
  return escapeMarkdown(`${incident}${title === null ? '' : `: ${title}`}${item}`);
};

const firing = ({ replay, paidFor, kind }: GateChange): string => {
  if (kind === 'moved' || kind === 'renamed' || kind === 'cosmetic') return '–';
  if (replay === null) return paidFor.length === 0 ? '–' : 'unknown: no figure of the incident is linked';
  const reason = escapeMarkdown(replay.reason);
  return replay.verdict === 'fires' ? `yes: ${reason}` : replay.verdict === 'silent' ? `**no**: ${reason}` : `unknown: ${reason}`;
};

const take = (rows: readonly string[], room: number): { readonly text: string; readonly left: number } => {
  let text = '';
  for (const [index, one] of rows.entries()) {
    if (text.length + one.length > room) return { text, left: rows.length - index };
    text += one;
  }
  return { text, left: 0 };
};

const acceptance = (grave: readonly GateChange[]): string => {
  const errors = grave.filter(({ level }) => level === 'ERR');
  if (errors.length === 0) return '';
  const commands = errors.slice(0, MAX_COMMANDS).map(({ fingerprint, unit }) => `- ${escapeMarkdown(unit)}: \`postmortem gates accept ${fingerprint} --reason … --by … --until …\`\n`);
  return `<details><summary>To allow one of them, for a reason and until a date</summary>\n\n${commands.join('')}\n</details>\n`;
};
