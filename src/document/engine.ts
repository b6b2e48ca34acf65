import type { Root } from 'mdast';

export const ENGINES = ['satteri', 'remark'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Markdown text to an mdast tree with positions: GFM, YAML and TOML front matter. Both engines give the same tree. */
export interface MarkdownEngine {
  readonly name: EngineName;
  parse(text: string): Root;
}

/**
 * The Markdown engine: the native one where it is installed, remark (the reference) otherwise or where it is asked for.
 * The reference reads 1.2 MB/s, the native one about 57 times as much (`test/bench`).
 */
export const loadEngine = async (wanted?: EngineName): Promise<MarkdownEngine> => {
  if (wanted === 'remark') return (await import('./engines/remark.ts')).remarkEngine;
  try {
    return (await import('./engines/satteri.ts')).satteriEngine;
  } catch (cause) {
    if (wanted === 'satteri') throw cause;
    return (await import('./engines/remark.ts')).remarkEngine;
  }
};
