import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

/** The house: a folder imports from itself and from lower floors only. */
const FLOORS: Readonly<Record<string, number>> = {
  record: 0,
  document: 1,
  gates: 1,
  traces: 1,
  importers: 1,
  workspace: 2,
  rules: 3,
  trackers: 3,
  reporters: 3,
  editor: 4,
  tui: 5,
  server: 5,
  cli: 6,
};

/** What only some folders may touch: disk, programs, network. `document`, rules and reporters are pure. */
const PURE: ReadonlySet<string> = new Set(['record', 'document', 'gates', 'traces', 'importers', 'rules', 'reporters', 'editor']);
const IMPURE_MODULES = /^node:(?:fs|child_process|net|http|https|dns|dgram|tls|worker_threads)(?:\/|$)/;

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => path.split(sep).join('/'));

const IMPORT = /^(?:import|export)\b[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
const importsOf = (path: string): string[] =>
  [...readFileSync(join(source, path), 'utf8').matchAll(IMPORT)].flatMap(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? []);

const folderOf = (path: string): string => path.split('/')[0] ?? '';
const targetOf = (path: string, specifier: string): string => relative(source, resolve(source, dirname(path), specifier)).split(sep).join('/');

describe('the floors of the house', () => {
  test('every folder stands on a floor', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in FLOORS))).toEqual([]);
  });

  test('a file imports from its own folder and from lower floors, never up and never sideways', () => {
    const wrong = files.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('package.json'))
        .map((specifier) => targetOf(path, specifier))
        .filter((target) => folderOf(target) !== folderOf(path) && (FLOORS[folderOf(target)] ?? Infinity) >= (FLOORS[folderOf(path)] ?? -1))
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('relative imports name their file with its ending', () => {
    const wrong = files.flatMap((path) => importsOf(path).filter((specifier) => specifier.startsWith('.') && !/\.(?:tsx?|json)$/.test(specifier)).map((specifier) => `${path} → ${specifier}`));
    expect(wrong).toEqual([]);
  });

  test('pure folders touch no disk, program or network', () => {
    const wrong = files
      .filter((path) => PURE.has(folderOf(path)))
      .flatMap((path) => importsOf(path).filter((specifier) => IMPURE_MODULES.test(specifier)).map((specifier) => `${path} → ${specifier}`));
    expect(wrong).toEqual([]);
  });

  test('what every check loads formats nothing by locale: the tables take longer to load than a document to check', () => {
    const floors: ReadonlySet<string> = new Set(['record', 'document', 'rules', 'workspace', 'reporters']);
    expect(files.filter((path) => floors.has(folderOf(path)) && /\.toLocale\w*String\(/.test(readFileSync(join(source, path), 'utf8')))).toEqual([]);
  });

  test('no file is called utils, helpers or common, and names are kebab-case', () => {
    expect(files.filter((path) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\.|\/)/.test(path))).toEqual([]);
    expect(files.filter((path) => !/^[a-z0-9/.-]+\.tsx?$/.test(path))).toEqual([]);
  });

  test('docs/architecture.md has one sentence for each folder', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    expect(Object.keys(FLOORS).filter((folder) => !page.includes(`\`src/${folder}\``))).toEqual([]);
  });
});

interface Output {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
  readonly entryPoint?: string;
}

describe('what a command loads', () => {
  let outputs: Readonly<Record<string, Output>>;
  let packs: Readonly<Record<'cli' | 'check', readonly string[]>>;

  beforeAll(() => {
    if (!existsSync(join(root, 'dist/metafile.json'))) execFileSync('node', ['scripts/build.js'], { cwd: root });
    ({ outputs, packs } = JSON.parse(readFileSync(join(root, 'dist/metafile.json'), 'utf8')));
  });

  /** Source files in the chunks that importing a source file loads before it runs; dynamic imports are left out. */
  const closure = (entryPoint: string): string[] => {
    const [start] = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint) ?? [];
    const seen = new Set<string>();
    const pending = start === undefined ? [] : [start];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const { path: next, kind, external } of outputs[path]?.imports ?? []) if (kind === 'import-statement' && !external) pending.push(next);
    }
    return [...seen].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  };

  test('the check never loads the terminal app, dates with zones, or the slow engine', () => {
    const loaded = closure('src/cli/commands/check.ts');
    expect(loaded).toContain('src/cli/commands/check.ts');
    expect(loaded.filter((path) => /node_modules\/(?:ink|react|react-reconciler|yoga-layout|luxon|chrono-node|unified|remark-parse)\//.test(path))).toEqual([]);
  });

  test('the packs hold what a check and help always load, and nothing of other commands', () => {
    const packed = [...packs.cli, ...packs.check].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
    expect(packed).toEqual(expect.arrayContaining(['src/cli/start.ts', 'src/cli/commands/check.ts', 'src/document/engines/satteri.ts', 'src/reporters/pretty.ts']));
    expect(packed.filter((path) => /^src\/(?:traces|tui|editor|server)\/|^src\/gates\/adapters\/|node_modules\/(?:ink|react|unified|@secretlint)\//.test(path))).toEqual([]);
  });

  test('help loads the command table and nothing else', () => {
    const loaded = closure('src/cli/start.ts');
    expect(loaded.filter((path) => path.includes('node_modules/') && !path.includes('fastest-levenshtein'))).toEqual([]);
    expect(loaded.filter((path) => /^src\/(?:document|rules|gates|traces|tui|editor)\//.test(path))).toEqual([]);
  });
});
