import type { ReadingProblem } from '../record/record.ts';
import type { Source } from '../record/source.ts';
import type { MarkdownDocument } from './document.ts';
import { readToml } from './front-matter/toml.ts';
import { readYaml } from './front-matter/yaml.ts';

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

export interface FrontMatterReading {
  readonly frontMatter: FrontMatter | null;
  readonly problems: readonly ReadingProblem[];
}

const opening = /^\uFEFF?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)/;
const closing = { '---': /^---[ \t]*$/m, '+++': /^\+\+\+[ \t]*$/m } as const;
const longest = 200_000;

const notClosed = (document: MarkdownDocument, fence: string, start: number, contentStart: number): FrontMatterReading => {
  const looksLikeKeys = /^[A-Za-z_][\w.-]*[ \t]*[:=]/.test(document.text.slice(contentStart, contentStart + 200));
  if (!looksLikeKeys) return { frontMatter: null, problems: [] };
  return {
    frontMatter: null,
    problems: [
      {
        kind: 'front-matter-syntax',
        message: `The front matter that starts here is never closed`,
        expected: `a line with only ${fence} after its last key`,
        key: null,
        source: document.lines.source(start, start + fence.length),
      },
    ],
  };
};

/**
 * The front matter of a document and what is wrong in it, each at its exact place. Never throws: keys that can be read are given even
 * where others cannot.
 */
export const parseFrontMatter = (document: MarkdownDocument): FrontMatterReading => {
  const { text, lines } = document;
  const open = opening.exec(text);
  const fence = open?.[1];
  if (!open || (fence !== '---' && fence !== '+++')) return { frontMatter: null, problems: [] };
  const start = open[0].indexOf(fence);
  const contentStart = open[0].length;
  const close = closing[fence].exec(text.slice(contentStart, contentStart + longest));
  if (!close) return notClosed(document, fence, start, contentStart);
  const contentEnd = contentStart + close.index;
  const content = text.slice(contentStart, contentEnd);
  const read = fence === '---' ? readYaml : readToml;
  const { entries, problems } = read(content, (from, to) => lines.source(contentStart + from, contentStart + to));
  return {
    frontMatter: {
      format: fence === '---' ? 'yaml' : 'toml',
      source: lines.source(start, contentEnd + close[0].length),
      contentSource: lines.source(contentStart, contentEnd),
      entries,
    },
    problems,
  };
};
