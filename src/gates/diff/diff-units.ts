import type { SettingRule } from '../adapter.ts';
import { CHANGE_RULES, LEVELS, type ChangeRuleId, type Level } from '../changes.ts';
import { change, type UnitChange } from '../compare/change.ts';
import { matchUnits, unnumbered, type UnitMatch } from '../compare/match.ts';
import { printCondition } from '../compare/print.ts';
import { compareUnits } from '../compare/unit.ts';
import { rankOf } from '../enforcement.ts';
import { lastingName, shortHash } from '../fingerprint.ts';
import type { GateUnit } from '../model.ts';
import type { UnitReplay } from '../replay/unit.ts';
import { collapseRepeats } from './collapse.ts';
import type { Acceptance, GateChange, Payment } from './gate-change.ts';
import { levelOf } from './level.ts';
import { changeMessage } from './message.ts';

/** What the ratchet knows besides the two versions. */
export interface DiffContext {
  /** How the settings of a format are ordered. */
  readonly settingsOf: (format: string) => Readonly<Record<string, SettingRule>>;
  /** Incidents that paid for a unit, in either version; the key is the old one's. */
  readonly paidFor: (before: GateUnit, after: GateUnit | null) => readonly Payment[];
  /** What a unit says to the figures of the incidents that paid for another version of it; null where no incident did. */
  readonly replay: (before: GateUnit, after: GateUnit) => UnitReplay | null;
  /** Unit that the action items of a removed unit point to now; null where they still point to what is gone. */
  readonly successor: (before: GateUnit, candidates: readonly GateUnit[]) => GateUnit | null;
  readonly accepted: readonly Acceptance[];
  /** ISO date on which acceptances are judged. */
  readonly today: string;
  /** Judges what cannot be ranked as an error unless it still fires. */
  readonly strict: boolean;
}

/** Two versions without anything around them: no incident paid, nothing is accepted. */
export const bareContext = (settingsOf: DiffContext['settingsOf'], today: string): DiffContext => ({
  settingsOf, paidFor: () => [], replay: () => null, successor: () => null, accepted: [], today, strict: false,
});

/** What the second version of a repository's units does to the protection of the first: gravest first, then by unit. */
export const diffUnits = (before: readonly GateUnit[], after: readonly GateUnit[], context: DiffContext): readonly GateChange[] => {
  const { matches, removed, added } = matchUnits(before, after);
  const found = [
    ...withoutEchoes(matches.flatMap((match) => matchedChanges(match, context))),
    ...removed.map((unit) => removal(unit, after, context)),
    ...added.map((unit) => finding(unit.acts === true ? change('task-added', unit.title, null, null) : change(unit.grants === true ? 'permission-granted' : 'gate-added', unit.grants === true ? unit.title : 'gate', null, describe(unit)), unit, unit, null, context)),
  ];
  const told = collapseRepeats(found).map((one) => (one.covers.length === 0 ? one : judged(one, null, context)));
  return told.toSorted((one, other) => rankLevel(one.level) - rankLevel(other.level) || (one.unit < other.unit ? -1 : one.unit > other.unit ? 1 : 0));
};

/** An unranked change of what a job runs says nothing that the changes of its steps do not say. */
const withoutEchoes = (changes: readonly GateChange[]): readonly GateChange[] => {
  const inner = changes.filter(({ kind }) => kind !== 'cosmetic').map(({ unit }) => unit);
  return changes.filter(({ rule, unit }) => (rule !== 'command-changed' && rule !== 'reworded') || !inner.some((other) => other.startsWith(`${unit}/`)));
};

const rankLevel = (level: Level): number => LEVELS.indexOf(level);

const matchedChanges = ({ before, after, by }: UnitMatch, context: DiffContext): readonly GateChange[] => {
  const substance = compareUnits(before, after, context.settingsOf(after.format));
  const elsewhere: UnitChange[] = before.path === after.path && unnumbered(before.selector) === unnumbered(after.selector) ? [] : [change(by === 'file' || before.path !== after.path ? 'gate-moved' : 'gate-renamed', 'gate', before.key, after.key)];
  const changes = [...elsewhere, ...(elsewhere.length > 0 ? substance.filter(({ rule }) => rule !== 'reworded') : substance)];
  if (changes.length === 0) return [];
  const replay = context.replay(before, after);
  return changes.map((one) => finding(one, before, after, replay, context));
};

const removal = (unit: GateUnit, candidates: readonly GateUnit[], context: DiffContext): GateChange => {
  const successor = context.successor(unit, candidates);
  if (unit.grants === true) return finding(change('permission-revoked', unit.title, describe(unit), null), unit, null, null, context);
  if (unit.acts === true && context.paidFor(unit, null).length === 0) return finding(change('task-removed', unit.title, null, null), unit, null, null, context);
  if (successor === null) return finding(change('gate-removed', 'gate', describe(unit), null), unit, null, null, context);
  const replay = context.replay(unit, successor);
  const old = rankOf(unit.enforcement);
  const fresh = rankOf(successor.enforcement);
  const weaker = fresh === null || (old !== null && fresh < old);
  const judged = weaker && replay?.verdict === 'fires' ? { verdict: 'undecidable' as const, reason: `${replay.reason}, but it only reaches ${successor.enforcement}`, settledBy: null } : replay;
  return finding(change('gate-superseded', 'gate', describe(unit), `${successor.key} ${describe(successor)}`), unit, successor, judged, context);
};

const describe = (unit: GateUnit): string => {
  const conditions = unit.conditions.slice(0, 3).map(printCondition).join('; ');
  return conditions === '' ? unit.enforcement : `${conditions} (${unit.enforcement})`;
};

const finding = (one: UnitChange, before: GateUnit, after: GateUnit | null, replay: UnitReplay | null, context: DiffContext): GateChange => {
  const { kind } = CHANGE_RULES[one.rule];
  const unit = after ?? before;
  const fingerprint = shortHash([one.rule, lastingName(before), one.subject, one.after ?? ''].join('\n'));
  const found: GateChange = {
    rule: one.rule,
    kind,
    level: levelOf(kind, replay?.verdict ?? null, context.strict),
    unit: unit.key,
    covers: [],
    previousUnit: after === null || before.key === after.key ? null : before.key,
    title: unit.title,
    subject: one.subject,
    before: one.before,
    after: one.after,
    message: changeMessage(one),
    suggestion: null,
    paidFor: one.rule === 'gate-added' || one.rule === 'task-added' ? [] : context.paidFor(before, after),
    replay: replay === null ? null : { verdict: replay.verdict, reason: replay.reason },
    fingerprint,
    accepted: null,
    expired: null,
    path: unit.path,
    source: after === null ? null : unit.source,
  };
  return judged(found, replay, context);
};

/** Whether the change of this fingerprint is accepted, and what to do where it is not. */
const judged = (found: GateChange, replay: UnitReplay | null, context: DiffContext): GateChange => {
  const known = context.accepted.filter(({ fingerprint }) => fingerprint === found.fingerprint);
  const accepted = known.find(({ until }) => until >= context.today) ?? null;
  return {
    ...found,
    level: accepted === null ? found.level : lower(found.level),
    suggestion: suggestion(found.rule, found.level, replay, found.fingerprint),
    accepted,
    expired: accepted === null ? (known.at(-1) ?? null) : null,
  };
};

/** An accepted change is still shown, as something to know. */
const lower = (level: Level): Level => (level === 'ERR' ? 'WARN' : level);

const suggestion = (rule: ChangeRuleId, level: Level, replay: UnitReplay | null, fingerprint: string): string | null => {
  if (level !== 'ERR') return null;
  const accept = `accept it with \`postmortem gates accept ${fingerprint} --reason … --by … --until …\``;
  if (rule === 'gate-removed') return `Restore the gate, link the action item to its successor, or ${accept}`;
  if (replay?.verdict === 'silent') return `Keep it where it fires on the incident (${replay.reason}), or ${accept}`;
  if (replay?.settledBy) return `Record ${replay.settledBy}, or ${accept}`;
  return `Restore it, or ${accept}`;
};
