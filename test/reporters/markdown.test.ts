import type { Nodes } from 'mdast';
import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../src/document/engines/remark.ts';
import { reportMarkdown, stepSummary } from '../../src/reporters/markdown.ts';
import { context, everything, finding, HOSTILE, report } from './sample.ts';

const typesIn = (node: Nodes, found: string[] = []): string[] => {
  found.push(node.type);
  if ('children' in node) for (const child of node.children) typesIn(child, found);
  return found;
};

describe('the comment', () => {
  test('is one table, the gravest first', () => {
    expect(reportMarkdown(everything, context)).toBe(`### Post-mortems: 1 error, 1 warning, 1 info in 2 documents; 1 suppressed, 1 known

**Not checked:** docs/bad.md: is not UTF-8 text

| | Where | What | Rule |
|---|---|---|---|
| ❌ | docs/a.md:3 | The impact is stated as 47 minutes; the timeline gives 58 minutes *State 58 minutes, or mend the timeline* See docs/a.md:9: it ends here. | durations/contradiction |
| ⚠️ | docs/a.md:20 | AI-1 has no owner | actions/owner |
| ℹ️ | docs/b c.md:1 | Nothing says which model ran | llm/variables |
`);
  });

  test.each(HOSTILE)('no markup comes out of %j', (hostile) => {
    const text = reportMarkdown(report([finding({ message: hostile, suggestion: null, path: hostile, related: [] })]), context);
    const types = typesIn(remarkEngine.parse(text));
    expect(types.filter((type) => !['root', 'heading', 'table', 'tableRow', 'tableCell', 'text'].includes(type))).toEqual([]);
    expect(types.filter((type) => type === 'tableCell')).toHaveLength(8);
    expect(text.replaceAll('&#8203;', '\u200b')).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\./);
  });

  test('stays within what a comment and a step summary hold, and says what does not fit', () => {
    const many = report(Array.from({ length: 5_000 }, (_, index) => finding({ fingerprint: String(index) })));
    for (const [print, limit] of [[reportMarkdown, 65_536], [stepSummary, 1_048_576]] as const) {
      const text = print(many, context);
      expect(Buffer.byteLength(text)).toBeLessThan(limit);
      expect(text).toMatch(/\d+ findings more do not fit here/);
    }
  });
});
