import type { ActionItem } from './action.ts';

/** Classes of the action hierarchy of RCA2, strongest first. */
export const STRENGTHS = ['strong', 'intermediate', 'weak'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** How far an action item keeps the incident from coming back without anyone remembering it; null where its words do not say. */
export interface StrengthReading {
  readonly strength: Strength | null;
  /** What of the item decides, for people to read. */
  readonly reason: string;
}

type Kind = readonly [strength: Strength, reason: string, words: RegExp];

const begin = (words: string): RegExp => new RegExp(String.raw`^(?:please |we (?:should|will|must|need to) |to |re-?)?(?:${words})\b`, 'i');
const within = (words: string): RegExp => new RegExp(String.raw`\b(?:${words})\b`, 'i');

/** In the order in which they decide: what an item opens with says more than what it is about (`Document how to automate …`). */
const KINDS: readonly Kind[] = [
  ['weak', 'writes something that people have to read and remember', begin('document|write (?:an? |the |up )?(?:\\S+ )?(?:doc\\w*|runbook|playbook|guide\\w*|policy|wiki|readme|procedure)|update (?:the |our )?(?:\\S+ )?(?:doc\\w*|runbook|playbook|guide\\w*|wiki|readme|policy|procedure)|improve (?:the |our )?(?:\\S+ )?(?:doc\\w*|runbook|playbook)')],
  ['weak', 'relies on people who were told', begin('train|educate|remind|tell|inform|brief|communicate|share|announce|raise awareness|encourage|ask')],
  ['weak', 'asks for attention, not for a change', begin('be (?:more )?(?:careful|mindful|aware|vigilant)|pay (?:more )?attention|remember|take (?:more )?care|double[- ]check|make sure (?:that )?(?:people|everyone|engineers|developers|we|the team)')],
  ['weak', 'ends in knowledge or talk, not in a change', begin('investigate|look (?:into|at)|discuss|consider|explore|research|think about|evaluate|assess|review|revisit|understand|study|meet')],
  ['strong', 'makes a machine refuse', within('reject(?:s|ed)?|block(?:s|ed)?|forbid(?:s|den)?|disallow(?:s|ed)?|den(?:y|ies|ied)|enforce(?:s|d)?|prohibit(?:s|ed)?|refuse(?:s|d)?|fail(?:s)? (?:the )?(?:build|ci|deploy\\w*|start\\w*|pipeline|closed|fast)|admission|branch protection|guard(?:rail)?s?|gate[sd]?|interlock|circuit[- ]breaker|rate[- ]limit\\w*|quota|hard limit|constraint|read-only')],
  ['strong', 'is checked by a machine at every change', within('(?:ci|regression|integration|unit|end-to-end|e2e|smoke|contract|load|eval(?:uation)?) (?:tests?|checks?|cases?|job|suite)|(?:tests?|checks?) (?:in|to) (?:the )?(?:ci|pipeline|build)|lint(?:er|ing)?|schema (?:check|validation)|static analysis|type check|canary|pre-?commit|validat(?:e|es|ion) (?:at|on|before|in) (?:start\\w*|boot|deploy\\w*|build|ci|merge)')],
  ['strong', 'takes people out of the step', within('automat(?:e|es|ed|ic|ically|ion)|auto-?(?:scal\\w+|rollback|roll back|revert|heal\\w*|renew\\w*|remediat\\w*|restart)')],
  ['strong', 'removes what failed', begin('remove|delete|eliminate|decommission|retire|deprecate|drop|disable|revoke|sunset|replace|stop using|get rid of|scope down|restrict|prevent')],
  ['weak', 'tells people, or writes it down', within('training|awareness|reminders?|runbooks?|playbooks?|documentation|readme|wiki|post to|announce\\w*|policy')],
  ['intermediate', 'alerts a person', within('alert(?:s|ing|ed)?|alarms?|pag(?:e|er|es|ing)|monitor(?:s|ing|ed)?|dashboards?|notif(?:y|ies|ication|ications)|observability|metrics?|logging|probes?')],
  ['intermediate', 'guides a person step by step', within('checklists?|templates?|review(?:er)?s? (?:required|mandatory)|require (?:an? |two )?(?:approvals?|reviews?)|sign-?off|approval|dry[- ]run|confirmation|drills?|game ?days?|on-call rotation')],
  ['intermediate', 'adds capacity or a second one', within('redundan\\w+|replicas?|fail-?over|backups?|second (?:region|node|zone|instance)|capacity|scale (?:up|out)|increase|headroom|standby|retr(?:y|ies)|timeouts?|cache')],
  ['intermediate', 'changes software or configuration', begin('fix|add|change|implement|upgrade|migrate|refactor|patch|introduce|switch|move|correct|adjust|raise|lower|reduce|tune|configure|set|use|split|isolate|separate|pin|roll ?out|deploy|create|build|provision|rotate')],
];

/**
 * Class of an action item after the action hierarchy of RCA2 (National Patient Safety Foundation 2015, figure 3), in the terms of software:
 * strong is a gate, automation or removal; intermediate a checklist, redundancy or an alert; weak is training, documentation or a reminder. Pure.
 */
export const strengthOf = ({ title, gates }: Pick<ActionItem, 'title' | 'gates'>): StrengthReading => {
  if (gates.length > 0) return { strength: 'strong', reason: 'a gate stands behind it' };
  const words = title.slice(0, 400).trim();
  const kind = KINDS.find(([, , pattern]) => pattern.test(words));
  return kind ? { strength: kind[0], reason: kind[1] } : { strength: null, reason: 'its words do not say how it works' };
};
