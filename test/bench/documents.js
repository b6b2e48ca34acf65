import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Size of one document, in bytes. */
const SIZE = 5_000;

const markdownIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .toSorted()
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));

/** The first whole lines of a text, up to so many bytes. */
const cut = (text, size = SIZE) => {
  let bytes = 0;
  const lines = [];
  for (const line of text.split('\n')) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > size) break;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
};

/** Front matter belongs to the top of a file only. */
const body = (text) => text.replace(/^---\n[\s\S]*?\n---\n/, '');

/**
 * Writes `count` documents of about 5 KB into a folder, each made of real ones: one from its top, and the bodies of the next where it is
 * shorter. Each has a number in its title, so that none equals another.
 */
export const writeDocuments = (folder, sources, count) => {
  const texts = sources.flatMap(markdownIn).filter((text) => text.length > 1_000);
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    let text = cut(texts[index % texts.length]);
    for (let next = 1; next < 10 && Buffer.byteLength(text) < SIZE * 0.8; next++) text += `\n${cut(body(texts[(index + next * 7) % texts.length]), SIZE - Buffer.byteLength(text))}`;
    const numbered = text.replace(/^(# .*|title: .*)$/m, `$1 ${index}`);
    writeFileSync(join(folder, `${String(index).padStart(5, '0')}.md`), numbered);
    bytes += Buffer.byteLength(numbered);
  }
  return bytes;
};
