import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../../src/document/engine.ts';
import { readText } from '../../../src/document/read-record.ts';

const engine = await loadEngine();
const signal = (normal: string, incident: string) =>
  readText('incident.md', `# Outage\n\n## Signals\n\n| Metric | Normal | Incident | Unit | From | To | Source |\n|---|---|---|---|---|---|---|\n| errors | ${normal} | ${incident} | ratio | 2026-04-24 23:50 | 00:48 | [graph](http://a.example) |\n`, engine).record.signals[0];

describe('readSignals', () => {
  it('reads the canonical row', () => {
    expect(signal('0.001', '1.0')).toMatchObject({ metric: 'errors', unit: 'ratio', from: '2026-04-24T23:50', to: 'T00:48', evidence: [{ text: 'graph', url: 'http://a.example' }], source: { line: 7 } });
  });

  it.each([
    ['0.001', 0.001, [0.001], false],
    ['5.2 %', 5.2, [5.2], false],
    ['5,2 %', 5.2, [5.2], false],
    ['1,234', 1234, [1234], false],
    ['1 234 567', 1234567, [1234567], false],
    ['1,234.5 ms', 1234.5, [1234.5], false],
    ['-3', -3, [-3], false],
    ['1e-3', 0.001, [0.001], false],
    ['~40', 40, [40], false],
    ['> 0.9', 0.9, [0.9], false],
    ['0.01, 0.05, 0.4', null, [0.01, 0.05, 0.4], false],
    ['1; 2; 3', null, [1, 2, 3], false],
    ['no data', null, [], true],
    ['データなし', null, [], true],
    ['unknown', null, [], false],
    ['', null, [], false],
  ])('reads the figure %j', (written, number, samples, noData) => {
    expect(signal(written, '1')?.normal).toMatchObject({ written, number, samples, noData });
  });
});
