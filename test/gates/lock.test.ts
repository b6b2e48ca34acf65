import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/record/errors.ts';
import { readLock } from '../../src/gates/lock/read.ts';
import type { GateLock } from '../../src/gates/lock/schema.ts';
import { unitOfLock, withHashedBody } from '../../src/gates/lock/units.ts';
import { updateLock } from '../../src/gates/lock/update.ts';
import { lockUnit, writeLock } from '../../src/gates/lock/write.ts';
import { diffUnits, bareContext } from '../../src/gates/diff/diff-units.ts';
import type { GateUnit } from '../../src/gates/model.ts';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../fake-host.ts';
import { temporaryRepository } from '../temporary.ts';
import { errors, gate, point } from './units.ts';

const protections = [
  {
    payment: { incident: 'INC-1', action: 'one#AI-1', title: 'It broke', record: 'one.md' },
    feeds: [{ condition: null, figure: { metric: 'errors', unit: null, incident: point([9], { durationSeconds: 60 }), normal: point([]) } }],
  },
];
const locked = (...units: readonly GateUnit[]): GateLock => ({ version: 1, units: units.map((unit) => lockUnit(unit, protections, '2026-11-21')), accepted: [] });
const rich = gate({
  mark: 'errors', scope: ['main'], settings: { limit: 3, list: ['a', 'b'], on: true, word: 'yes: no' }, paidFor: ['INC-1'],
  conditions: [errors({ name: 'first', conjunct: 'a', shown: 'errors{job="x"}' }), errors({ metric: 'b: #"c"', threshold: null, expression: '2 * limit', conjunct: 'a' })],
});

describe('a lock', () => {
  test('reads back as it was written, sorted, and writes back the same', () => {
    const lock = locked(rich, gate({ path: 'a.yml' }));
    const text = writeLock(lock);
    expect(readLock(text).units.map(({ unit }) => unit)).toEqual(['a.yml#api/errors', 'gates.yml#api/errors']);
    expect(writeLock(readLock(text))).toBe(text);
  });

  test('holds everything that a comparison looks at', () => {
    const [again] = readLock(writeLock(locked(rich))).units.map(unitOfLock);
    expect(diffUnits(again ? [again] : [], [withHashedBody(rich)], bareContext(() => ({}), '2026-11-21'))).toEqual([]);
  });

  test('keeps an infinite threshold, for which YAML schemas have no number', () => {
    expect(readLock(writeLock(locked(gate({ conditions: [errors({ threshold: Number.POSITIVE_INFINITY })] })))).units[0]?.conditions[0]).toMatchObject({ threshold: null, expression: 'Infinity' });
  });

  const text = writeLock(locked(rich));

  test.each([
    ['a threshold edited by hand', text.replace('threshold: 5', 'threshold: 50'), /edited by hand: "gates.yml#api\/errors"/],
    ['a conflict of a merge', text.replace('units:', '<<<<<<< ours\nunits:'), /unresolved merge conflict/],
    ['not YAML', '{ units: [', /cannot be parsed/],
    ['another version', text.replace('version: 1', 'version: 2'), /is not valid/],
    ['an unknown key', `${text}extra: 1\n`, /is not valid/],
    ['a key missing', text.replace(/ +enforcement: .*\n/, ''), /is not valid|edited by hand/],
    ['an alias bomb', 'version: 1\na: &a [1]\nunits: [*a, *a]\naccepted: []\n', /aliases|is not valid/],
    ['empty', '', /is not valid/],
    ['a date that is none', text.replace('lockedAt: 2026-11-21', 'lockedAt: 2026-13-41'), /is not valid/],
  ])('%s is an error with its place', (_, broken, message) => {
    expect(broken).not.toBe(text);
    expect(() => readLock(broken)).toThrow(message);
    expect(() => readLock(broken)).toThrow(UserError);
  });
});

const update = (lock: GateLock, unit: GateUnit) => updateLock(lock, [{ unit, protections }], [unit], () => ({}), '2026-12-01');

describe('locking again', () => {
  test('raises a floor, and never lowers one', () => {
    const lock = locked(gate());
    expect(update(lock, gate({ conditions: [errors({ threshold: 3 })] }))).toMatchObject({ updated: ['gates.yml#api/errors'], kept: [], lock: { units: [{ conditions: [{ threshold: 3 }], lockedAt: '2026-12-01' }] } });
    expect(update(lock, gate({ conditions: [errors({ threshold: 9 })] }))).toMatchObject({ updated: [], kept: ['gates.yml#api/errors'], lock: { units: [{ conditions: [{ threshold: 5 }], lockedAt: '2026-11-21' }] } });
  });

  test('keeps the block of a gate that is gone, and follows one that moved', () => {
    const lock = locked(gate());
    expect(updateLock(lock, [], [], () => ({}), '2026-12-01')).toMatchObject({ kept: ['gates.yml#api/errors'], lock: { units: [{ unit: 'gates.yml#api/errors' }] } });
    expect(update(lock, gate({ path: 'moved.yml' }))).toMatchObject({ updated: ['moved.yml#api/errors'], lock: { units: [{ unit: 'moved.yml#api/errors' }] } });
  });

  test('changes nothing where nothing changed', () => {
    const lock = locked(gate());
    expect(update(lock, gate())).toEqual({ lock, added: [], updated: [], kept: [] });
  });
});

test('a broken lock stops every command that needs it, and is not overwritten', async () => {
  const broken = writeLock(locked(rich)).replace('threshold: 5', 'threshold: 50');
  const root = temporaryRepository({ 'gates.lock.yaml': broken });
  for (const argv of [['gates', 'lock'], ['gates', 'diff', '--against', 'lock'], ['gates', 'accept', 'x', '--reason', 'r', '--by', 'b', '--until', '2027-01-01']]) {
    const { host, stderr } = fakeHost(root);
    expect(await main(host, argv)).toBe(2);
    expect(stderr()).toMatch(/gates\.lock\.yaml:\d+:\d+/);
    expect(readFileSync(join(root, 'gates.lock.yaml'), 'utf8')).toBe(broken);
  }
  writeFileSync(join(root, 'gates.lock.yaml'), Buffer.from([0x76, 0xff, 0xfe]));
  const { host, stderr } = fakeHost(root);
  expect(await main(host, ['gates', 'lock'])).toBe(2);
  expect(stderr()).toContain('not UTF-8');
});
