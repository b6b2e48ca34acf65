import { ended, mergeLines, type MergedText, type Reconcile } from './merge-lines.ts';

/** One top-level key with all lines that belong to it; the fences are keys of their own. */
type Blocks = ReadonlyMap<string, string>;

const YAML_KEY = /^([^\s#-][^:]*?)[ \t]*:(?:\s|$)/;
const TOML_KEY = /^([^\s#[=]+)[ \t]*=/;
const TOML_TABLE = /^\[+[^\]]+\]+/;

/** Null where a key stands twice: then nobody can say which line belongs to which. */
const blocksOf = (frontMatter: string): Blocks | null => {
  const lines = frontMatter.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const toml = lines[0]?.includes('+++') ?? false;
  const blocks = new Map<string, string>();
  let open = 'opening';
  let inTable = false;
  for (const [index, line] of lines.entries()) {
    const table = toml ? TOML_TABLE.exec(line)?.[0] : undefined;
    const key = index === 0 ? 'opening' : index === lines.length - 1 ? 'closing' : (table ?? (inTable ? undefined : (toml ? TOML_KEY : YAML_KEY).exec(line)?.[1]));
    inTable ||= table !== undefined;
    if (key !== undefined) {
      if (blocks.has(key)) return null;
      open = key;
    }
    blocks.set(open, (blocks.get(open) ?? '') + line);
  }
  return blocks;
};

/** One version holds; the other stands beneath it as comments. */
const commented: Reconcile = (own, other) => ({
  text: ended(own) + other.filter((line) => line.trim() !== '').map((line) => `# the file said: ${line.trimEnd()}\n`).join(''),
  conflict: true,
});

const mergeBlock = (base: string | undefined, mine: string | undefined, theirs: string | undefined): MergedText => {
  if (mine === base || mine === theirs) return { text: theirs ?? '', conflicts: 0 };
  if (theirs === base) return { text: mine ?? '', conflicts: 0 };
  // What one removed and the other changed stays.
  if (mine === undefined || theirs === undefined) return { text: mine ?? theirs ?? '', conflicts: 1 };
  if (base !== undefined) return mergeLines(base, mine, theirs, commented);
  return { text: commented([mine], theirs.split('\n'), []).text, conflicts: 1 };
};

/** The keys of both, each behind the one that it follows in its own version. */
const keysOf = (mine: Blocks, theirs: Blocks): string[] => {
  const keys = [...theirs.keys()];
  let previous = 0;
  for (const key of mine.keys()) {
    const at = keys.indexOf(key);
    if (at >= 0) previous = at;
    else keys.splice(++previous, 0, key);
  }
  return keys;
};

/** Two changes of a front matter, together, key by key: never a key twice, never a line that is neither key nor comment. */
export const mergeFrontMatter = (base: string, mine: string, theirs: string): MergedText => {
  if (mine === base || mine === theirs) return { text: theirs, conflicts: 0 };
  if (theirs === base) return { text: mine, conflicts: 0 };
  const [before, own, other] = [blocksOf(base), blocksOf(mine), blocksOf(theirs)];
  if (before === null || own === null || other === null) return mergeLines(base, mine, theirs, commented);
  const merged = keysOf(own, other).map((key) => mergeBlock(before.get(key), own.get(key), other.get(key)));
  return { text: merged.map(({ text }) => text).join(''), conflicts: merged.reduce((sum, { conflicts }) => sum + conflicts, 0) };
};
