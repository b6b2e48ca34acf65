import { nearest } from '../../record/nearest.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { topOf } from '../places.ts';

export const severityKnown = defineRule({
  id: 'record/severity-known',
  since: '0.1.0',
  severity: { draft: 'warning', review: 'error', final: 'error', closed: 'error' },
  docs: {
    summary: 'The document states no severity, or one that the configured scale does not have',
    why: 'What a document must hold depends on how bad the incident was, and so does every list that is sorted by it.',
    fix: 'Write one of the levels of `severities` in the configuration, or add the level there.',
    sources: ['PagerDuty, Incident Response: Severity Levels'],
  },
  options: noOptions,
  examples: [
    { name: 'a level of another scale', document: '---\npostmortem: 1\nseverity: High\n---\n\n# Queue stopped\n', findings: ['3:11-3:15 warning The scale SEV1, SEV2, SEV3, SEV4 has no "High"'] },
    { name: 'none', document: '---\npostmortem: 1\nstatus: review\n---\n\n# Queue stopped\n', findings: ['6:1-6:16 error The document states no severity'] },
    { name: 'another way to write a level', document: '---\npostmortem: 1\nseverity: sev-2\n---\n\n# Queue stopped\n', findings: [] },
  ],
  *check({ record, document, severityRank, repository: { severities } }): Iterable<RuleFinding> {
    const { severity } = record;
    if (severityRank !== null || severities.length === 0) return;
    const scale = severities.join(', ');
    if (severity === null) {
      yield { source: topOf(document, record), message: 'The document states no severity', suggestion: `Write \`severity:\` with one of ${scale}`, atMost: record.status?.value === 'draft' || record.status === null ? 'info' : 'error' };
      return;
    }
    const near = nearest(severity.value, severities);
    yield { source: severity.source, message: `The scale ${scale} has no "${severity.value}"`, suggestion: near === null ? `Write one of ${scale}` : `Did you mean ${near}?` };
  },
});
