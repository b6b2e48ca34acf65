import { stripVTControlCharacters } from 'node:util';
import type { FoldedEntry } from '../../importers/fold.ts';
import type { Evidence } from '../../importers/importer.ts';
import { neutralise } from '../../record/neutralise.ts';
import { graphemesOf } from '../../record/width.ts';
import { findSecrets, loadSecretRules } from '../../rules/safety/secret-detector.ts';
import { evidenceMarkdown, inertMarkdown, safeAddress } from './inert-markdown.ts';

/** Characters of a text that are looked at, and that a timeline shows of it; the evidence has the rest. */
const LOOKED_AT = 20_000;
const SHOWN = 280;
const SHOWN_NAME = 60;

/** An entry that may be shown and written: secrets redacted, nothing in it that acts on a terminal, a table or a Markdown host. */
export interface CleanEntry {
  readonly source: FoldedEntry;
  /** What happened, as plain text on one line. */
  readonly text: string;
  readonly actor: string | null;
  /** The same in Markdown, and the evidence. */
  readonly markdown: { readonly event: string; readonly actor: string; readonly evidence: string };
  /** What shows it, labels and addresses clean. */
  readonly evidence: readonly Evidence[];
  /** What was redacted, without the secret. */
  readonly secrets: readonly string[];
}

const REDACTED = '[REDACTED]';

const redact = async (text: string): Promise<{ readonly text: string; readonly kinds: readonly string[] }> => {
  const loading = loadSecretRules(text);
  if (loading !== null) await loading;
  const kinds: string[] = [];
  let clean = '';
  let at = 0;
  for (const { start, end, kind } of findSecrets(text)) {
    if (start < at) continue;
    clean += text.slice(at, start) + REDACTED;
    kinds.push(kind);
    at = end;
  }
  return { text: clean + text.slice(at), kinds };
};

/** The beginning of a text, cut between words where it is longer. */
const shortened = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const graphemes = graphemesOf(text.slice(0, length * 8));
  if (graphemes.length <= length && text.length <= length * 8) return text;
  const cut = graphemes.slice(0, length - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
};

const onOneLine = (text: string): string => neutralise(stripVTControlCharacters(text)).replace(/\s+/g, ' ').trim();

/** Makes an entry fit to be shown and written. Nothing of the original text is left in Markdown that a reader would not see. */
export const cleanEntry = async (source: FoldedEntry): Promise<CleanEntry> => {
  const secrets: string[] = [];
  const clean = async (text: string, length: number): Promise<string> => {
    const { text: redacted, kinds } = await redact(text.slice(0, LOOKED_AT));
    secrets.push(...kinds);
    return shortened(onOneLine(redacted), length);
  };
  const text = (await clean(source.text, SHOWN)) || '(no text)';
  const actor = source.actor === null ? null : (await clean(source.actor, SHOWN_NAME)) || null;
  const evidence: Evidence[] = [];
  for (const { label, url } of source.evidence) {
    const address = url === null ? null : safeAddress(url);
    // An address that holds a secret is no evidence that anybody should open.
    const safe = address !== null && (await redact(address)).kinds.length === 0 ? address : null;
    const shown = await clean(label, SHOWN_NAME);
    if (safe === null && (url !== null || shown === '')) continue;
    evidence.push({ label: shown || 'link', url: safe });
  }
  const markdown = { event: inertMarkdown(text), actor: actor === null ? '' : inertMarkdown(actor), evidence: evidence.map(evidenceMarkdown).join(' ') };
  return { source, text, actor, markdown, evidence, secrets };
};

export const cleanEntries = async (entries: readonly FoldedEntry[]): Promise<CleanEntry[]> => {
  const clean: CleanEntry[] = [];
  for (const entry of entries) clean.push(await cleanEntry(entry));
  return clean;
};
