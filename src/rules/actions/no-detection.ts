import { z } from 'zod/mini';
import type { ActionItem } from '../../record/action.ts';
import { derivedFigures, formatMinutes } from '../../record/figures.ts';
import type { IncidentRecord } from '../../record/record.ts';
import { defineRule, type RuleFinding } from '../define-rule.ts';
import { actionTable, written } from '../example-document.ts';
import { topOf } from '../places.ts';
import { isAlive } from './items.ts';

const detecting = /\b(?:alert|alarm|monitor|detect|page[srd]?\b|paging|probe|synthetic|canary|dashboard|notif|health ?check|metric|observab|anomal|slo\b|watchdog|heartbeat)|アラート|監視|検知|监控|告警|überwach|alarm/i;

export const detects = ({ type, title, text }: ActionItem): boolean => type === 'detect' || detecting.test(title) || detecting.test(text.slice(0, 600));

const late = (record: IncidentRecord, minutes: number): string | null => {
  const by = record.detectedBy?.value;
  if (by === 'customer' || by === 'external') return `A ${by === 'customer' ? 'customer' : 'third party'} noticed the incident first`;
  const figure = derivedFigures(record.milestones).find(({ name }) => name === 'time to detect');
  return figure?.minutes !== null && figure?.minutes !== undefined && figure.minutes > minutes ? `The incident was detected after ${formatMinutes(figure.minutes)}` : null;
};

const customer = (...rows: readonly string[]): string => written('final', actionTable(...rows)).replace('severity: SEV2', 'severity: SEV2\ndetected_by: customer');

export const noDetection = defineRule({
  id: 'actions/no-detection',
  since: '0.1.0',
  severity: { adopted: 'info', review: 'warning', final: 'warning', closed: 'warning' },
  docs: {
    summary: 'The incident was detected late or by a customer, and no action item makes it detected sooner',
    why: 'What customers tell you about today, they will tell you about again. Detection is the part that helps with the next, different incident too.',
    fix: 'Add an item of type `detect`, or say why none is worth it and drop it. The option `minutes` says what counts as late.',
    sources: ['Google, Site Reliability Engineering, appendix D (detection)', 'Ghosh et al., How to fight production incidents? (SoCC 2022)'],
  },
  options: z.strictObject({ minutes: z.prefault(z.number(), 30) }),
  examples: [
    { name: 'customers noticed', document: customer('AI-1 | Limit the batch size | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12'), findings: ['5:14-5:22 warning A customer noticed the incident first, and no action item makes it detected sooner'] },
    { name: 'an alert follows', document: customer('AI-1 | Alert when the queue is older than five minutes | detect | P1 | @ada | 2027-01-08 |  | open | OPS-12'), findings: [] },
    { name: 'an alert found it', document: written('final', actionTable('AI-1 | Limit the batch size | prevent | P1 | @ada | 2027-01-08 |  | open | OPS-12')), findings: [] },
  ],
  *check({ record, document, options }): Iterable<RuleFinding> {
    const items = record.actions.filter(isAlive);
    if (items.length === 0 || items.some(detects)) return;
    const reason = late(record, options.minutes);
    if (reason !== null) yield { source: record.detectedBy?.source ?? topOf(document, record), message: `${reason}, and no action item makes it detected sooner`, suggestion: 'Add an action item of type detect' };
  },
});
