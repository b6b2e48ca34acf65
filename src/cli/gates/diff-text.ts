import { LEVELS } from '../../gates/changes.ts';
import type { GateChange, Payment } from '../../gates/diff/gate-change.ts';
import { neutralise } from '../../record/neutralise.ts';
import { count } from '../../reporters/words.ts';

/** `INC-2041 (2026-04-24-endpoint-500s#AI-1)`. */
export const payers = (paidFor: readonly Payment[]): string => paidFor.map(({ incident, action }) => (action === null ? incident : `${incident} (${action})`)).join(', ');

const replayWords = ({ replay, paidFor }: GateChange): string | null => {
  if (replay === null) return paidFor.length === 0 ? null : 'undecidable: no figure of the incident is linked';
  return replay.verdict === 'fires' ? `still fires: ${replay.reason}` : replay.verdict === 'silent' ? `would NOT fire: ${replay.reason}` : `undecidable: ${replay.reason}`;
};

/** `2 ERR, 1 WARN, 3 INFO`; `no change` of none. */
export const levelCounts = (changes: readonly GateChange[]): string => {
  const counts = LEVELS.map((level) => [level, changes.filter((one) => one.level === level).length] as const).filter(([, count]) => count > 0);
  return counts.length === 0 ? 'no gate changed' : counts.map(([level, count]) => `${count} ${level}`).join(', ');
};

/** `build/test, build/lint, … (8 more)`: the units of a file besides the one a finding is on. */
const coveredUnits = ({ covers }: GateChange): string => {
  const names = covers.slice(0, MAX_NAMED).map((key) => key.slice(key.indexOf('#') + 1));
  return `${names.join(', ')}${covers.length > MAX_NAMED ? `, … (${covers.length - MAX_NAMED} more)` : ''}`;
};

const MAX_NAMED = 5;

/** Says of how many units besides the one it is on a finding speaks; empty where of none. */
export const andCovered = (one: GateChange): string => (one.covers.length === 0 ? '' : ` and ${count(one.covers.length, 'more unit')} of the file: ${coveredUnits(one)}`);

/** Changes as text: one block each, the incident that paid and whether the gate still fires. */
export const diffText = (changes: readonly GateChange[]): string => {
  let text = '';
  for (const one of changes) {
    text += `${one.level.padEnd(4)}  ${one.unit}  ${one.rule}\n      ${one.message}\n`;
    if (one.covers.length > 0) text += `     ${andCovered(one)}\n`;
    if (one.previousUnit !== null && one.rule !== 'gate-moved' && one.rule !== 'gate-renamed') text += `      was ${one.previousUnit}\n`;
    if (one.paidFor.length > 0) text += `      paid for by ${payers(one.paidFor)}\n`;
    const replay = one.kind === 'moved' || one.kind === 'renamed' || one.kind === 'cosmetic' ? null : replayWords(one);
    if (replay !== null) text += `      ${replay}\n`;
    if (one.accepted !== null) text += `      accepted by ${one.accepted.by} until ${one.accepted.until}: ${one.accepted.reason}\n`;
    if (one.expired !== null) text += `      the acceptance of ${one.expired.by} expired on ${one.expired.until}\n`;
    if (one.suggestion !== null && one.accepted === null) text += `      ${one.suggestion}\n`;
  }
  return text.split('\n').map(neutralise).join('\n');
};
