import { readdirSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { assert, constantFrom, double, json, letrec, nat, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GateAdapter, GateFile } from '../../../src/gates/adapter.ts';
import { adapter as anchor } from '../../../src/gates/adapters/anchor.ts';
import { adapter as argo } from '../../../src/gates/adapters/argo-rollouts.ts';
import { adapter as conftest } from '../../../src/gates/adapters/conftest-rego.ts';
import { adapter as datadog } from '../../../src/gates/adapters/datadog.ts';
import { adapter as flagger } from '../../../src/gates/adapters/flagger.ts';
import { adapter as gatekeeper } from '../../../src/gates/adapters/gatekeeper.ts';
import { adapter as kayenta } from '../../../src/gates/adapters/kayenta.ts';
import { adapter as keptn } from '../../../src/gates/adapters/keptn.ts';
import { adapter as pdb } from '../../../src/gates/adapters/kubernetes-pdb.ts';
import { adapter as rbac } from '../../../src/gates/adapters/kubernetes-rbac.ts';
import { adapter as kyverno } from '../../../src/gates/adapters/kyverno.ts';
import { adapter as openslo } from '../../../src/gates/adapters/openslo.ts';
import { adapter as prometheus } from '../../../src/gates/adapters/prometheus.ts';
import { adapter as sloth } from '../../../src/gates/adapters/sloth.ts';
import { parseExpression } from '../../../src/gates/formats/expression/parse.ts';
import { readAlertExpression } from '../../../src/gates/formats/promql/alert.ts';
import { parsePromql } from '../../../src/gates/formats/promql/tree.ts';
import { printPromql } from '../../../src/gates/formats/promql/print.ts';
import { sharedFolder } from '../../shared.ts';
import { filesOf } from './reading.ts';

/** Folder of real files, adapter, and how many units they hold: a reader that loses some is found out. */
const FORMATS: readonly (readonly [folder: string, adapter: GateAdapter, units: number])[] = [
  ['prometheus-rules', prometheus, 124],
  ['argo-rollouts', argo, 27],
  ['flagger', flagger, 92],
  ['kyverno', kyverno, 33],
  ['gatekeeper', gatekeeper, 16],
  ['conftest-rego', conftest, 30],
  ['k8s-rbac', rbac, 23],
  ['k8s-pdb', pdb, 4],
  ['openslo', openslo, 9],
  ['sloth', sloth, 20],
  ['kayenta', kayenta, 29],
  ['keptn', keptn, 13],
];

const samples = sharedFolder('gate-samples');

const filesIn = (folder: string): readonly GateFile[] => {
  if (samples === null) return [];
  const root = resolve(samples, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => resolve(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
};

const readAll = (adapter: GateAdapter, files: readonly GateFile[]) => {
  const repository = filesOf(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  return files.map((file) => adapter.read(file, repository));
};

describe.skipIf(samples === null).each(FORMATS)('real files: %s', (folder, adapter, expected) => {
  const files = filesIn(folder);

  test('every file is recognised and read, and each unit stands in its file', () => {
    expect(files.filter((file) => !adapter.recognises(file)).map((file) => file.path)).toEqual([]);
    const readings = readAll(adapter, files);
    const units = readings.flatMap((reading) => reading.units);
    expect(units).toHaveLength(expected);
    expect(new Set(units.map((unit) => unit.key)).size).toBe(units.length);
    for (const unit of units) {
      const text = files.find((file) => file.path === unit.path)?.text ?? '';
      expect(unit.source.end).toBeLessThanOrEqual(text.length);
      expect(unit.source.start).toBeLessThan(unit.source.end);
      expect(unit.key).toBe(`${unit.path}#${unit.selector}`);
      expect(Object.keys(unit.settings).filter((name) => adapter.settings[name] === undefined)).toEqual([]);
      expect(unit.opaque ?? 'nothing is hidden').toMatch(/.{10}/);
      for (const one of unit.conditions) expect(one.threshold === null && one.opaque === null && one.comparator !== 'absent').toBe(false);
    }
  });

  test('the same text gives the same units', () => {
    expect(readAll(adapter, files)).toEqual(readAll(adapter, files.map((file) => ({ ...file }))));
  });

  test('no damage to a file makes it throw', () => {
    const bytes = files.map((file) => file.text);
    assert(
      property(nat(), double({ min: 0, max: 1, noNaN: true }), constantFrom('', '{{', '"', '\n', ': [', '\u{0}', '- ', '${', '}', '&a *a', '\t'), nat(60), (index, at, inserted, cut) => {
        const text = bytes[index % bytes.length] ?? '';
        const offset = Math.floor(text.length * at);
        const damaged = { path: files[index % files.length]?.path ?? '', text: text.slice(0, offset) + inserted + text.slice(offset + cut) };
        adapter.recognises(damaged);
        const { units } = adapter.read(damaged, filesOf({ [damaged.path]: damaged.text }));
        adapter.link?.(units, units);
        expect(adapter.lint?.(units, units, filesOf({}), '2026-01-01') ?? []).toBeInstanceOf(Array);
      }),
      { numRuns: 60 },
    );
  });
});

const ALL: readonly GateAdapter[] = [...FORMATS.map(([, adapter]) => adapter), datadog, anchor];
const PATHS = ['a.yaml', 'a.json', 'a.tf', 'a.rego', 'a.sh', 'gates.yaml'];

test.each(ALL.map((adapter) => [adapter.id, adapter] as const))('any text: %s never throws', (_, adapter) => {
  assert(
    property(oneof(string(), string({ unit: 'binary' }), json()), constantFrom(...PATHS), (text, path) => {
      adapter.recognises({ path, text });
      expect(adapter.read({ path, text }, filesOf({ [path]: text })).units).toBeInstanceOf(Array);
    }),
    { numRuns: 60 },
  );
});

const leaf = constantFrom('up', 'errors{job="a",code=~"5.."}', 'rate(hits[5m])', '15', '0.5', 'vector(1)');
const expression = letrec<{ node: string }>((tie) => ({
  node: oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tuple(tie('node'), constantFrom('+', '-', '*', '/', '>', '<=', '== bool', 'and', 'or', 'unless on (job)'), tie('node')).map((parts) => `(${parts.join(' ')})`),
    tie('node').map((inner) => `sum by (job) (${inner})`),
    tie('node').map((inner) => `-(${inner})`),
  ),
})).node;

test('printing a PromQL expression and reading it again changes nothing', () => {
  assert(
    property(expression, (text) => {
      const first = parsePromql(text);
      if ('error' in first) throw new Error(first.error);
      const printed = printPromql(first.tree);
      const second = parsePromql(printed);
      expect('error' in second ? second.error : printPromql(second.tree)).toBe(printed);
      expect(readAlertExpression(printed, null).normal).toBe(readAlertExpression(text, null).normal);
    }),
  );
});

test('any text is an expression or a reason', () => {
  assert(
    property(string(), (text) => {
      const read = [parsePromql(text), parseExpression(text)];
      expect(read.every((one) => 'error' in one !== ('tree' in one || 'expression' in one))).toBe(true);
    }),
  );
});

test.each([
  ['PromQL', (size: number) => readAlertExpression(Array.from({ length: size }, (_, index) => `a${index} > ${index}`).join(' or '), null)],
  ['an open expression', (size: number) => readAlertExpression('('.repeat(size), null)],
  ['a condition', (size: number) => parseExpression('!'.repeat(size))],
  ['Rego', (size: number) => conftest.read({ path: 'a.rego', text: `package main\n${'deny[msg] { msg := "x" }\n'.repeat(size)}` }, filesOf({}))],
  ['HCL', (size: number) => datadog.read({ path: 'a.tf', text: 'resource "datadog_monitor" "a" {\n'.repeat(size) }, filesOf({}))],
])('%s: twenty times the text takes no more than its share of time', (_, read) => {
  read(50);
  const time = (size: number): number => {
    const start = performance.now();
    read(size);
    return performance.now() - start;
  };
  const small = Math.max(time(200), 2);
  expect(time(4000)).toBeLessThan(small * 20 * 8);
});
