import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/document.ts';
import { loadEngine } from '../../src/document/engine.ts';
import { LIMITS } from '../../src/document/limits.ts';
import { readText } from '../../src/document/read-record.ts';
import { incidentRecordSchema } from '../../src/record/record.ts';
import { EDGE_DOCUMENTS } from './edge-documents.ts';
import { walkSources } from './walk-sources.ts';

const engine = await loadEngine();
const read = (text: string) => readText('incident.md', text, engine).record;

/** Pieces from which a document of this field is made; in any order they are hard to read and must not crash. */
const PIECES = [
  '---\n', 'title: x\n', 'severity: [SEV1\n', '+++\n', 'a = "b"\n', '# Title\n', '## Action items\n', '## Timeline (UTC)\n', '## Five whys\n', '## LLM variables\n', '## Signals\n', '## Decisions\n', '### 1) Do it `@ada` [detect]\n',
  '- [ ] do (owner: @a, due: 2026-05-08)\n', '- [x] done #12\n', '1. Why? Because. → AI-1\n', '   1. Why not? → accepted: rare\n', '| ID | Action | Owner | Due |\n|---|---|---|---|\n', '| AI-1 | x | — |\n', '| 2026-04-24 23:50 | started | y |\n',
  '**Owner:** me\n', '**Impact:** all\n', '\n', '\r\n', '> ', '  ', '`a#b` replay: m as c ', '~~gone~~ ', '[a](b) ', '[#1]: http://x\n', '<!-- hint: x -->\n', '<br>', '10:00 ', '\uFEFF', '𝒳', '\\', '&amp;', '```\n', '|', '→ ', 'P1 ', '???',
] as const;

const soup = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }), { maxLength: 40 }).map((parts) => parts.join(''));

/** A document with a part cut out, doubled or replaced. */
const mutated = fc
  .tuple(fc.constantFrom(...Object.values(EDGE_DOCUMENTS)), fc.nat(400), fc.nat(400), fc.constantFrom(...PIECES))
  .map(([text, from, length, piece]) => text.slice(0, from) + piece + text.slice(from + (length % 7)) + text.slice(from, from + length));

describe('readRecord', () => {
  it.each([
    ['any characters', fc.string({ unit: 'binary', maxLength: 300 })],
    ['pieces of documents in any order', soup],
    ['mutated documents', mutated],
  ])('gives a valid record with sources inside the text for %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const record = read(text);
        expect(incidentRecordSchema.safeParse(record).error).toBeUndefined();
        const outside = walkSources(record).filter(([, source]) => source.start < 0 || source.end < source.start || source.end > text.length);
        expect(outside).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it.each(Object.entries(EDGE_DOCUMENTS))('reads %s', (_, text) => {
    expect(incidentRecordSchema.safeParse(read(text)).error).toBeUndefined();
  });
});

describe('hostile documents are read or refused within bounds', () => {
  it.each([
    ['too many characters', '['.repeat(LIMITS.characters + 1), 'too-large'],
    ['brackets without an end', '['.repeat(300_000), 'too-deep'],
    ['quotations without an end', '>'.repeat(50_000), 'too-deep'],
    ['lists in lists on one line', '- '.repeat(50_000), 'too-deep'],
    ['lists in lists on many lines', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'), 'too-deep'],
    ['one paragraph of lines without an end', 'a\n='.repeat(100_000), 'too-deep'],
    ['binary bytes', '\u0000\u0001PNG', 'not-text'],
  ])('%s', (_, text, kind) => {
    const { document, record } = readText('incident.md', text, engine);
    expect(document.limit).toBe(kind);
    expect(record.problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(document.tree.children).toEqual([]);
  });

  it('refuses what exhausts the stack of an engine', () => {
    const overflowing = { name: 'remark', parse: () => { throw new RangeError('Maximum call stack size exceeded'); } } as const;
    expect(parseDocument('incident.md', 'text', overflowing).limit).toBe('too-deep');
  });

  it.each([
    ['nesting in YAML', `---\na: ${'['.repeat(5_000)}\n---\n`],
    ['nesting in TOML', `+++\na = ${'['.repeat(5_000)}\n+++\n`],
    ['an alias bomb', `---\na: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[index]}`).join(',')}]`).join('\n')}\n---\n`],
  ])('%s is a problem of the front matter', (_, text) => {
    expect(read(text).problems.map((problem) => problem.kind)).toContain('front-matter-syntax');
  });

  it('reads a long pasted log in a code block', () => {
    expect(readText('incident.md', `# T\n\n\`\`\`\n${'{"a": [1, 2, [3]]}\n'.repeat(8_000)}\`\`\`\n\n## Impact\n\nnone\n`, engine).document.limit).toBeNull();
  });

  const RUNS = ['-a', 'a.', '@a', '#1 ', '1.', 'A-1 ', 'Aa and ', '(', '(a', 'owner: a ', ' - ', 'Why? ', '→ AI-1 ', '1,', '— ', '✅', 'by 2026-01-01 ', '\u3000', '\t', '. ', '`a#b` replay: ', ', '];
  const PLACES: Readonly<Record<string, (run: string) => string>> = {
    'an action item': (run) => `## Action items\n\n- ${run}\n`,
    'a paragraph of actions': (run) => `## Action items\n\nWe will ${run}\n`,
    'an action heading': (run) => `## Action items\n\n### 1. ${run}\n\ntext\n`,
    'cells of actions': (run) => `## Action items\n\n| Action | Owner | Due | Status |\n|---|---|---|---|\n| ${run} | ${run} | ${run} | ${run} |\n`,
    'a why': (run) => `## Five whys\n\n- ${run}\n`,
    'a cause': (run) => `## Root cause\n\n- ${run}\n`,
    'a figure': (run) => `## Signals\n\n| Metric | Normal | Incident |\n|---|---|---|\n| a | ${run} | ${run} |\n`,
    'a heading': (run) => `## ${run}\n\ntext\n`,
  };
  it.each(Object.entries(PLACES))('reads long runs in %s within bounds', { timeout: 10_000 }, (_, place) => {
    for (const run of RUNS) expect(read(place(run.repeat(60_000 / run.length))).schemaVersion).toBe(1);
  });
});
