import type { Nodes, Parents } from 'mdast';
import type { MarkdownDocument } from '../document/document.ts';
import type { Source, TextEdit } from '../record/source.ts';

/** A comment in the document that asks for silence: `<!-- postmortem-ignore timeline/zone until=2027-01-01: reason -->`. */
export interface Suppression {
  readonly rules: readonly string[];
  /** ISO date up to which it counts, that day included; null where it has no end. */
  readonly until: string | null;
  /** Empty where the author gives none; then it suppresses nothing. */
  readonly reason: string;
  /** Offsets that a finding starts within to be covered. */
  readonly from: number;
  readonly to: number;
  readonly source: Source;
  /** Deletes the comment, with its line where it has one for itself. */
  readonly removal: TextEdit;
}

/** A suppression after the rules have run. */
export interface SuppressionUse {
  readonly suppression: Suppression;
  readonly expired: boolean;
  /** Rules it names that do not exist. */
  readonly unknown: readonly string[];
  readonly used: boolean;
  /** True where all rules it names ran, so that an unused one is one too many. */
  readonly decided: boolean;
  /** The rule that an unknown name probably means. */
  readonly meant: string | null;
}

const MARK = 'postmortem-ignore';
const comment = /<!--\s*postmortem-ignore(-file)?(?=[\s:]|-->)([\s\S]*?)-->/g;
const until = /\s+until=(\S*?)(?=[:：]|\s|$)/;

/** The suppressions of a document, in order. Text that quotes one inside code is not one. */
export const readSuppressions = (document: MarkdownDocument): Suppression[] => {
  if (!document.text.includes(MARK)) return [];
  const found: Suppression[] = [];
  const visit = (parent: Parents): void => {
    parent.children.forEach((node, index) => {
      if (node.type === 'html' && node.value.includes(MARK)) found.push(...inComment(document, node, parent.children[index + 1]));
      else if ('children' in node) visit(node);
    });
  };
  visit(document.tree);
  return found;
};

const inComment = (document: MarkdownDocument, node: Nodes, next: Nodes | undefined): Suppression[] => {
  const start = node.position?.start.offset ?? 0;
  const text = document.text.slice(start, node.position?.end.offset ?? start);
  return [...text.matchAll(comment)].map((match) => {
    const source = document.lines.source(start + match.index, start + match.index + match[0].length);
    return { ...parse(match[2] ?? ''), ...scope(document, source, match[1] !== undefined, next), source, removal: removal(document, source) };
  });
};

const parse = (body: string): Pick<Suppression, 'rules' | 'until' | 'reason'> => {
  const colon = body.search(/[:：]/);
  const head = colon < 0 ? body : body.slice(0, colon);
  return {
    rules: head.replace(until, ' ').split(/[\s,]+/).filter((word) => word !== ''),
    until: until.exec(head)?.[1] ?? null,
    reason: colon < 0 ? '' : body.slice(colon + 1).trim(),
  };
};

const hasOwnLine = ({ text, lines }: MarkdownDocument, source: Source): boolean =>
  text.slice(lines.lineStart(source.line), source.start).trim() === '' && text.slice(source.end, lines.lineEnd(source.endLine)).trim() === '';

const removal = (document: MarkdownDocument, source: Source): TextEdit => {
  const { lines } = document;
  return hasOwnLine(document, source) ? { start: lines.lineStart(source.line), end: lines.lineStart(source.endLine + 1), text: '' } : { start: source.start, end: source.end, text: '' };
};

/** The whole file, the block below a comment that has its line for itself, or the comment's own line. */
const scope = (document: MarkdownDocument, source: Source, file: boolean, next: Nodes | undefined): Pick<Suppression, 'from' | 'to'> => {
  const { text, lines } = document;
  if (file) return { from: 0, to: text.length };
  if (!hasOwnLine(document, source)) return { from: lines.lineStart(source.line), to: lines.lineEnd(source.endLine) };
  return { from: next?.position?.start.offset ?? source.end, to: next?.position?.end.offset ?? source.end };
};
