import { condition, gateUnit } from '../../gates/formats/gate-unit.ts';
import type { GateUnit } from '../../gates/model.ts';
import { silentProposal, writtenNumber } from '../../gates/replay/proposed.ts';
import { writtenShares } from '../../gates/replay/written-figures.ts';
import { sourceOf } from '../../document/document.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { codeBlocks } from './code-blocks.ts';
import { gatesOf } from './examples.ts';

const block = 'groups:\n- name: api\n  rules:\n  - alert: Many5xx\n    expr: job:http_5xx:ratio > 0.5\n';
const source = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };
const proposed = (threshold: number) => (): readonly GateUnit[] => [
  gateUnit({
    path: 'snippet.yaml', selector: 'api/Many5xx', format: 'prometheus', title: 'Many5xx', enforcement: 'notify', reason: 'an alert tells a person', link: 'alert', source, body: '',
    conditions: [condition({ metric: 'job:http_5xx:ratio', comparator: 'gt', threshold, source })],
  }),
];
const example = (figure: string): string => `# Endpoints returned 500, 2026-04-24\n\n## Timeline (UTC)\n\n- 23:50 Deploy\n- 23:58 Pager fires, ${figure}\n\n## Action items\n\n- Add an alert:\n\n\`\`\`yaml\n${block}\`\`\`\n`;

export const proposedSilent = defineRule({
  id: 'gates/proposed-silent',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'A gate written out in the document would stay silent at the only figure of its kind that the document records',
    why: 'An alert that is proposed after an incident is rarely tried on it. In a public case the timeline says that the pager fired at a ratio of 0.052, and the alert that the document adds fires above 0.5: every reviewer passed over it.',
    fix: 'Lower the threshold, or write down the figure that the alert measures, and link both: `` `path#alert` replay: METRIC ``.',
    sources: ['Google, Site Reliability Workbook, chapter 5, "Alerting on SLOs"'],
  },
  options: noOptions,
  examples: [
    { name: 'ten times the figure', document: example('5xx ratio = 0.052'), repository: { gates: gatesOf([], [], proposed(0.5)) }, findings: ['12:1-18:4 warning The gate "Many5xx" fires at > 0.5, and stays silent at the "5xx ratio" that the document records: 0.052'] },
    { name: 'below the figure', document: example('5xx ratio = 0.52'), repository: { gates: gatesOf([], [], proposed(0.5)) }, findings: [] },
    { name: 'another kind of figure', document: example('cache hit ratio = 0.052'), repository: { gates: gatesOf([], [], proposed(0.5)) }, findings: [] },
  ],
  *check({ document, record, repository }) {
    const { gates } = repository;
    if (!gates) return;
    const shares = writtenShares(record);
    if (shares.length === 0) return;
    for (const code of codeBlocks(document)) {
      for (const unit of gates.snippet(code.lang ?? '', code.value)) {
        const silent = silentProposal(unit, shares);
        if (silent === null) continue;
        const { share, bound, settles } = silent;
        yield {
          source: sourceOf(document, code),
          message: `The gate "${unit.title}" fires at ${bound}, and stays silent at the "${share.name}" that the document records: ${writtenNumber(share)}`,
          suggestion: `Lower the threshold; or, if it measures something else, record what settles it: ${settles}`,
          related: [{ source: share.source, message: 'the figure of the incident' }],
        };
      }
    }
  },
});
