import { stringify } from 'yaml';
import { conditionFacts, shortHash } from '../fingerprint.ts';
import type { Protection } from '../links/protection.ts';
import type { Condition, GateUnit, SettingValue } from '../model.ts';
import { lockFingerprint } from './read.ts';
import { lockSchema, type GateLock, type LockedUnit } from './schema.ts';

const HEADER = `# The floor of every gate that an incident paid for. Written by \`postmortem gates lock\`; not meant to be edited:
# a weaker gate is allowed with \`postmortem gates accept\`, for a reason and until a date.
`;

/** A unit and the incidents that paid for it as the lock keeps them. */
export const lockUnit = (unit: GateUnit, protections: readonly Protection[], today: string): LockedUnit => {
  const promise: LockedUnit = {
    unit: unit.key,
    mark: unit.mark,
    format: unit.format,
    title: unit.title,
    enforcement: unit.enforcement,
    conditions: unit.conditions.map(lockedCondition),
    scope: [...unit.scope],
    settings: Object.fromEntries(Object.entries(unit.settings).toSorted(byName).map(([name, value]) => [name, copied(value)])),
    paidFor: [...unit.paidFor],
    opaque: unit.opaque,
    body: shortHash(unit.body),
    incidents: lockedIncidents(protections),
    lockedAt: today,
    fingerprint: '',
  };
  return { ...promise, fingerprint: lockFingerprint(promise) };
};

/** YAML and JSON know no infinite threshold: it is kept as words. */
const lockedCondition = (condition: Condition): LockedUnit['conditions'][number] => {
  const { threshold, expression, ...facts } = conditionFacts(condition);
  const finite = threshold === null || Number.isFinite(threshold);
  return { ...facts, threshold: finite ? threshold : null, expression: finite ? expression : String(threshold) };
};

/** A locked unit whose floor stays and whose incidents are these. */
export const withIncidents = (locked: LockedUnit, protections: readonly Protection[]): LockedUnit => {
  const promise = { ...locked, incidents: lockedIncidents(protections) };
  return { ...promise, fingerprint: lockFingerprint(promise) };
};

const lockedIncidents = (protections: readonly Protection[]): LockedUnit['incidents'] =>
  protections.map(({ payment, feeds }) => ({
    ...payment,
    replay: feeds.map(({ figure, condition }) => ({
      metric: figure.metric,
      unit: figure.unit,
      condition,
      samples: [...figure.incident.samples],
      intervalSeconds: figure.incident.intervalSeconds,
      durationSeconds: figure.incident.durationSeconds,
    })),
  }));

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : 1);
const copied = (value: SettingValue): string | number | boolean | string[] => (typeof value === 'object' ? [...value] : value);

const block = (items: readonly unknown[]): string =>
  items.length === 0 ? ' []\n' : `\n${items.map((item) => stringify([item], { lineWidth: 0, aliasDuplicateObjects: false })).join('\n')}`;

/** The lock as text: units sorted by key, a blank line between two, so that branches that lock different gates merge quietly. */
export const writeLock = (lock: GateLock): string => {
  // Parsing puts keys in the order of the schema, whatever order they were read or made in.
  const { units, accepted } = lockSchema.parse(lock);
  const sortedUnits = units.toSorted((one, other) => (one.unit < other.unit ? -1 : one.unit > other.unit ? 1 : 0));
  const sortedAccepted = accepted.toSorted((one, other) => (one.unit + one.fingerprint < other.unit + other.fingerprint ? -1 : 1));
  return `${HEADER}version: 1\nunits:${block(sortedUnits)}accepted:${block(sortedAccepted)}`;
};
