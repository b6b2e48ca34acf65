import type { Source } from '../record/source.ts';

/** One value of the front matter and where it stands; lists and maps hold further nodes. */
export interface FrontMatterNode {
  readonly value: string | number | boolean | null | readonly FrontMatterNode[] | ReadonlyMap<string, FrontMatterEntry>;
  /** The characters of the value. */
  readonly source: Source;
}

export interface FrontMatterEntry {
  readonly key: string;
  readonly keySource: Source;
  readonly node: FrontMatterNode;
}

/** The block between `---` (YAML) or `+++` (TOML) at the top of a file, with the place of every key and value. */
export interface FrontMatter {
  readonly format: 'yaml' | 'toml';
  /** The block, fences included. */
  readonly source: Source;
  /** The text between the fences. */
  readonly contentSource: Source;
  readonly entries: ReadonlyMap<string, FrontMatterEntry>;
}
