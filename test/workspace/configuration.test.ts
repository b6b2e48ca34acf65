import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/record/errors.ts';
import { effectiveRules, ruleLayers } from '../../src/workspace/configuration/layers.ts';
import { openWorkspace } from '../../src/workspace/workspace.ts';
import { fakeHost } from '../fake-host.ts';
import { git, temporaryFolder } from '../temporary.ts';

const open = (root: string, paths: readonly string[] = [], named?: string) => openWorkspace(fakeHost(root).host, paths, named);

const failure = async (file: string, text: string): Promise<{ message: string; place: string | null; hint: string | null }> => {
  const root = temporaryFolder({ [file]: text });
  const error = await open(root).catch((reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a user error, got ${String(error)}`);
  return { message: error.message, place: error.place?.replace(`${root}/`, '') ?? null, hint: error.hint };
};

describe('finding the configuration', () => {
  test('the nearest one at or above the given paths, whose folder is the root', async () => {
    const root = temporaryFolder({
      'postmortem.config.yaml': 'documents: ["top/**"]\n',
      'team/postmortem.config.json': '{ "documents": ["team/**"] }',
      'team/docs/a.md': '',
      'other/b.md': '',
    });
    expect((await open(root, ['team/docs/a.md'])).configuration).toEqual({ documents: ['team/**'] });
    expect((await open(root, ['team/docs/a.md'])).root).toBe(join(root, 'team'));
    expect((await open(root, ['team/docs/*.md'])).root).toBe(join(root, 'team'));
    expect((await open(root, ['team/docs/a.md', 'other/b.md'])).configuration).toEqual({ documents: ['top/**'] });
    expect((await open(root, ['other'], 'team/postmortem.config.json')).configuration).toEqual({ documents: ['team/**'] });
  });

  test('package.json counts only with its key', async () => {
    const root = temporaryFolder({
      'package.json': '{ "postmortem": { "severities": ["P1", "P2"] } }',
      'app/package.json': '{ "description": "the \\"postmortem\\" of an app" }',
    });
    expect((await open(join(root, 'app'))).configuration).toEqual({ severities: ['P1', 'P2'] });
  });

  test('nothing above the git root is read; without a configuration the git root is the root', async () => {
    const root = temporaryFolder({ 'postmortem.config.yaml': 'nonsense: 1\n', 'repository/docs/a.md': '' });
    git(join(root, 'repository'), 'init', '-q');
    const workspace = await open(join(root, 'repository/docs'));
    expect(workspace.configurationPath).toBeNull();
    expect(workspace.root).toBe(join(root, 'repository'));
  });
});

describe('what is wrong in a configuration', () => {
  test.each([
    ['a misspelt key', 'documents: []\nseverites: [P1]\n', { message: 'the configuration is not valid: unknown key "severites"', place: 'postmortem.config.yaml:2:1', hint: 'did you mean "severities"?' }],
    ['a wrong type', 'documents: docs\n', { message: 'the configuration is not valid: expected array in "documents"', place: 'postmortem.config.yaml:1:12', hint: null }],
    ['an unknown severity of a rule', 'rules:\n  timeline/order: eror\n', { message: 'the configuration is not valid: unexpected value in "rules.timeline/order"', place: 'postmortem.config.yaml:2:19', hint: 'one of: error, warning, info, off' }],
    ['an unknown key of a rule', 'rules:\n  timeline/order:\n    severty: off\n', { message: 'the configuration is not valid: unknown key "severty" in "rules.timeline/order"', place: 'postmortem.config.yaml:3:5', hint: 'did you mean "severity"?' }],
    ['an unknown section', 'headings:\n  timelin: [x]\n', { message: 'the configuration is not valid: unknown key "timelin" in "headings"', place: 'postmortem.config.yaml:2:3', hint: 'did you mean "timeline"?' }],
    ['broken YAML', 'documents: [a\n', { message: 'the configuration cannot be parsed: Flow sequence in block collection must be sufficiently indented and end with a ]', place: 'postmortem.config.yaml:2:1', hint: null }],
  ])('%s', async (_name, text, expected) => {
    expect(await failure('postmortem.config.yaml', text)).toEqual(expected);
  });

  test('a bomb of aliases ends at once', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`);
    const started = Date.now();
    const { message } = await failure('postmortem.config.yaml', `l0: &l0 [x, x]\n${levels.join('\n')}\n`);
    expect(message).toBe('the configuration cannot be parsed: its aliases expand too far');
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  test('the key in a package.json is placed in that file', async () => {
    const found = await failure('package.json', '{\n  "postmortem": {\n    "rulez": {}\n  }\n}');
    expect(found).toEqual({ message: 'the configuration is not valid: unknown key "rulez"', place: 'package.json:3:5', hint: 'did you mean "rules"?' });
  });
});

test('a later layer replaces the severity of a rule and adds its options; overrides speak of their documents only', () => {
  const layers = ruleLayers(
    {
      rules: { 'whys/depth': { severity: 'error', options: { levels: 3 } }, 'actions/owner': 'warning' },
      overrides: [{ files: ['old/**', '!old/keep.md'], rules: { 'whys/depth': { options: { other: 1 } }, 'actions/owner': 'off' } }],
    },
    'postmortem.config.yaml',
    { 'actions/owner': 'error' },
  );
  const shown = (path: string) => Object.fromEntries([...effectiveRules(layers, path)].map(([id, { setting, layer }]) => [id, [setting, layer]]));
  expect(shown('old/a.md')).toEqual({
    'whys/depth': [{ severity: 'error', options: { levels: 3, other: 1 } }, 'postmortem.config.yaml overrides[0]'],
    'actions/owner': [{ severity: 'error', options: {} }, 'the command line'],
  });
  expect(shown('old/keep.md')).toEqual({
    'whys/depth': [{ severity: 'error', options: { levels: 3 } }, 'postmortem.config.yaml'],
    'actions/owner': [{ severity: 'error', options: {} }, 'the command line'],
  });
});
