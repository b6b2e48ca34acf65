import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADAPTERS } from '../../../src/gates/adapters/registry.ts';
import { filesOf } from './reading.ts';

/** A small file of each format, to be cut up. */
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  'github-actions': ['.github/workflows/a.yml', "on:\n  pull_request:\n    branches: [main]\njobs:\n  a:\n    if: github.actor != 'x' && !cancelled()\n    needs: [b]\n    strategy:\n      matrix:\n        os: [x, y]\n        include: [{os: z, n: 1}]\n    steps:\n      - run: |\n          set +e\n          npm test | tee log || true\n      - uses: a/b@v1\n        with: {soft_fail: true}\n  b:\n    uses: ./.github/workflows/c.yml\n"],
  'github-rulesets': ['.github/rulesets/a.json', '{"name": "a", "enforcement": "active", "rules": [{"type": "required_status_checks", "parameters": {"required_status_checks": [{"context": "a"}]}}]}'],
  'gitlab-ci': ['.gitlab-ci.yml', ".b: &b\n  script: [a]\na:\n  extends: .b\n  <<: *b\n  rules:\n    - if: $A == 'x' && ($B =~ /^y|z$/ || $C != null)\n      allow_failure: true\n  script:\n    - !reference [.b, script]\n"],
  circleci: ['.circleci/config.yml', 'jobs:\n  a:\n    steps:\n      - run: {name: t, command: make || true}\n      - c\ncommands:\n  c:\n    steps: [c, run: x]\nworkflows:\n  w:\n    jobs: [a, b: {requires: [a]}]\n'],
  'lighthouse-ci': ['lighthouserc.js', "const x = 0.9;\nmodule.exports = { ci: { assert: { assertions: { a: ['error', { minScore: x }] }, assertMatrix: [] } } };\n"],
  k6: ['k6/a.js', "import 'k6';\nconst t = { a: ['p(95)<500', { threshold: 'rate<0.1', abortOnFail: true }] };\nexport const options = { thresholds: { ...t }, vus: 1 };\n"],
  codecov: ['codecov.yml', 'coverage:\n  status:\n    project:\n      default: {target: 80%, threshold: 1}\n    patch: off\nignore: [a]\n'],
  'coverage-thresholds': ['vitest.config.ts', 'export default defineConfig({ test: { coverage: { thresholds: { lines: 80, "a/**": { branches: -3 } } } } })\n'],
  'great-expectations': ['a.json', '{"expectations": [{"type": "expect_column_mean_to_be_between", "kwargs": {"column": "a", "min_value": 1, "strict_min": true}}]}'],
  promptfoo: ['promptfooconfig.yaml', 'prompts: [a]\nproviders: [b]\ndefaultTest: {assert: [{type: cost, threshold: 1}]}\ntests:\n  - vars: {q: 1}\n    assert:\n      - {type: assert-set, threshold: 0.5, assert: [{type: not-similar, threshold: 0.2}]}\n'],
  deepeval: ['test_a.py', 'import deepeval\ndef test_a():\n    # gate: x\n    assert_test(c, [m.BiasMetric(threshold=0.5, strict_mode=True), GEval(name="a")])\n'],
  'pre-commit': ['.pre-commit-config.yaml', 'exclude: ^a/\nrepos:\n  - repo: https://x/y\n    rev: v1\n    hooks:\n      - {id: a, args: [--b], stages: [manual]}\nci: {skip: [a]}\n'],
  mergify: ['.mergify.yml', "pull_request_rules:\n  - name: a\n    conditions: ['#approved-reviews-by>=1', or: [a, b]]\n    actions: {merge: {}}\n"],
  'dependency-updates': ['renovate.json', '{"automerge": true, "minimumReleaseAge": "3 days", "packageRules": [{"matchUpdateTypes": ["patch"], "enabled": false}]}'],
  alembic: ['alembic.ini', '[alembic]\nscript_location = a\n  b\n# c\n[x]\n'],
};

const loaded = Object.fromEntries(await Promise.all(ADAPTERS.filter(({ id }) => id in FILES).map(async ({ id, load }) => [id, (await load()).adapter] as const)));

const read = (id: string, path: string, text: string) => {
  const adapter = loaded[id];
  if (adapter === undefined) throw new Error(`no adapter ${id}`);
  const file = { path, text };
  adapter.recognises(file);
  const { units, problems } = adapter.read(file, filesOf({ [path]: text }));
  const linked = adapter.link?.(units, units) ?? units;
  return { units: linked, problems, lints: adapter.lint?.(linked, linked, filesOf({}), '2026-01-01') ?? [] };
};

/** A text with pieces of it cut out, doubled, or replaced by what syntax is made of. */
const mutated = (text: string) =>
  fc.array(fc.tuple(fc.nat(text.length), fc.nat(12), fc.constantFrom('', '{{', '}}', '[', ']', '{', '}', ':', '- ', '\n', '  ', '"', "'", '*a', '&a', '!t', '|', '\t', '#', '${{', '\u{0}', '\u{fffd}', '-1', 'null', '<<: ', '__proto__', 'constructor')), { minLength: 1, maxLength: 6 })
    .map((cuts) => cuts.reduce((whole, [start, length, put]) => whole.slice(0, start) + put + whole.slice(start + length), text));

/** Many jobs that wait for one another, in each format of continuous integration. */
const chains: Readonly<Record<string, (jobs: number) => readonly [string, string]>> = {
  'github-actions': (jobs) => ['.github/workflows/a.yml', `on: pull_request\njobs:\n${Array.from({ length: jobs }, (_, job) => `  j${job}:\n    needs: [j${job - 1}]\n    steps:\n      - run: make\n`).join('')}`],
  'gitlab-ci': (jobs) => ['.gitlab-ci.yml', Array.from({ length: jobs }, (_, job) => `j${job}:\n  extends: .j${job - 1}\n  needs: [j${job - 1}]\n  script: [make]\n.j${job}:\n  extends: .j${job - 1}\n  script: [!reference [.j${job - 1}, script], !reference [.j${job - 1}, script]]\n`).join('')],
  circleci: (jobs) => ['.circleci/config.yml', `jobs:\n${Array.from({ length: jobs }, (_, job) => `  j${job}:\n    steps: [run: make]\n`).join('')}workflows:\n  w:\n    jobs:\n${Array.from({ length: jobs }, (_, job) => `      - j${job}: {requires: [j${job - 1}]}\n`).join('')}`],
};

test.each(Object.keys(chains))('a thousand jobs of %s that wait for one another are read in bounded time', (id) => {
  const [path, text] = chains[id]?.(1000) ?? ['', ''];
  const start = performance.now();
  expect(read(id, path, text).units.length).toBeGreaterThanOrEqual(1000);
  expect(performance.now() - start).toBeLessThan(5000);
});

describe.each(Object.entries(FILES))('%s', (id, [path, text]) => {
  test('reads its own file', () => {
    expect(loaded[id]?.recognises({ path, text })).toBe(true);
    expect(read(id, path, text).units.length).toBeGreaterThan(0);
  });
  test('never throws, and reads the same text the same way', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 200 }), mutated(text)), (hostile) => {
      expect(read(id, path, hostile)).toEqual(read(id, path, hostile));
    }), { numRuns: 150 });
  });
  test('every place lies in the file', () => {
    fc.assert(fc.property(mutated(text), (hostile) => {
      for (const { source } of read(id, path, hostile).units) {
        expect(source.start).toBeGreaterThanOrEqual(0);
        expect(source.end).toBeLessThanOrEqual(hostile.length);
        expect(source.start).toBeLessThanOrEqual(source.end);
      }
    }), { numRuns: 50 });
  });
});
