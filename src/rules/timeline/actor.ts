import type { IncidentRecord } from '../../record/record.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { stampOf } from './moments.ts';

/** Commands and words for a change that somebody or something made. */
const change =
  /\b(?:kubectl|helm|terraform|ansible|git push|psql|aws|gcloud|az)\s+[a-z]|\bset image\b|\b(?:deploy(?:s|ed|ing|ment)?|roll(?:s|ed)? out|rollout|releas(?:es?|ed)|push(?:es|ed)?|merg(?:es?|ed)|appl(?:y|ies|ied)|upgrad(?:es?|ed)|bump(?:s|ed)?|migrat(?:es?|ed|ion)|chang(?:es?|ed)|renam(?:es?|ed)|delet(?:es?|ed)|remov(?:es?|ed)|enabl(?:es?|ed)|disabl(?:es?|ed)|switch(?:es|ed)?|edit(?:s|ed)?)\b/i;

/** Words that name whoever acted. */
const named =
  /@[\w-]|\bby\s+(?!\d|the (?:fact|time|end|way)\b)\p{L}|\b(?:we|I|he|she|they|someone|engineers?|operators?|developers?|on-?call|team|admins?|users?|customers?|automation|automatic(?:ally)?|cron|scheduled?|pipeline|CI|CD|bot|agent|renovate|dependabot|argo(?:cd)?|flux|jenkins|github actions?|controller|autoscaler|vendor|provider)\b/iu;

/** The change that set the incident off: where it is said to have started, else the last change before anybody noticed. */
const triggerOf = ({ timeline, milestones }: IncidentRecord): TimelineEntry | null => {
  const at = (start: number | undefined): number => timeline.findIndex(({ source }) => source.start === start);
  const started = timeline[at(milestones.started?.source.start)];
  if (started) return change.test(started.text) ? started : null;
  const detected = at(milestones.detected?.source.start);
  const before = timeline.slice(0, detected < 0 ? 1 : detected);
  const strong = before.filter(({ text }) => change.test(text));
  // Of several changes, the first of the incident's day; older rows tell history.
  return strong.find(({ precision, wall }) => precision !== 'day' && wall?.slice(0, 10) === before.at(-1)?.wall?.slice(0, 10)) ?? strong.at(-1) ?? null;
};

export const actor = defineRule({
  id: 'timeline/actor',
  since: '0.1.0',
  severity: { adopted: 'warning', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'Nothing says who made the change that set the incident off: a person, an automation or an agent',
    why: 'What would have stopped the change depends on who made it. A gate for people does not hold a pipeline, and neither holds an agent. The question is about the kind of actor, not about blame.',
    fix: 'Write `trigger: { actor: human | automation | agent }`, or fill the Actor cell of that row.',
    sources: ['Google, Site Reliability Engineering, chapter 15 (blameless post-mortems)'],
  },
  options: noOptions,
  examples: [
    {
      name: 'a command that runs by itself',
      document: '# Endpoints down, 2026-04-24\n\n## Timeline (UTC)\n\n- 23:50 `kubectl set image` starts an image without its migration; all calls fail\n- 00:37 Alert fires\n- 00:48 Incident resolved\n',
      findings: ['5:3-5:8 warning Nothing says who made the change of "23:50": a person, an automation or an agent'],
    },
    {
      name: 'the pipeline did it',
      document: '# Endpoints down, 2026-04-24\n\n## Timeline (UTC)\n\n- 23:50 The release pipeline deploys an image without its migration\n- 00:37 Alert fires\n- 00:48 Incident resolved\n',
      findings: [],
    },
    {
      name: 'nobody changed anything',
      document: '# Endpoints down, 2026-04-24\n\n## Timeline (UTC)\n\n- 23:50 Disk is full\n- 00:37 Alert fires\n- 00:48 Incident resolved\n',
      findings: [],
    },
  ],
  *check({ record }): Iterable<RuleFinding> {
    if (record.trigger.actor !== null && record.trigger.actor.value !== 'unknown') return;
    if (record.trigger.change?.value === 'none') return;
    const entry = triggerOf(record);
    if (!entry || (entry.actor !== null && entry.actorKind !== 'unknown') || named.test(entry.text)) return;
    yield {
      source: entry.source,
      message: `Nothing says who made the change of "${stampOf(entry)}": a person, an automation or an agent`,
      suggestion: 'Name the kind of actor: what would have stopped the change depends on it',
    };
  },
});
