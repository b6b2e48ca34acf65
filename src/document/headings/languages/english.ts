import type { HeadingLanguage } from '../language.ts';

export const english = {
  summary: [
    'summary', 'executive summary', 'issue summary', 'incident summary', 'overview', 'incident overview', 'description', 'incident description',
    'incident details', 'tl;dr', 'tldr', 'abstract', 'synopsis', 'what happened', 'in short', 'at a glance', 'short version', 'brief summary',
    'problem summary', 'problem statement', 'problem description', 'problem',
  ],
  impact: [
    'impact', 'customer impact', 'user impact', 'business impact', 'service impact', 'who was affected', 'what was affected', 'who was impacted',
    'what was the impact', 'affected users', 'affected systems', 'affected services', 'fallout', 'ramifications', 'consequences', 'effects', 'effect', 'blast radius', 'scope of impact',
    'scope', 'risks and hazards', 'damage', 'symptoms', 'affected', 'who is affected', 'what is affected', 'who is impacted', 'am i affected', 'impact assessment', 'impact analysis', 'affected versions',
  ],
  detection: ['detection', 'how was it detected', 'how we detected it', 'how was the incident detected', 'how did we find out', 'how we found out', 'how it was detected', 'how we noticed', 'discovery', 'identification', 'identified', 'detected', 'how was this detected'],
  trigger: ['trigger', 'triggers', 'what triggered it', 'triggering event', 'lead up', 'leadup', 'lead up to the incident', 'what led to the incident'],
  timeline: [
    'timeline', 'timeline of events', 'incident timeline', 'issue timeline', 'event timeline', 'events timeline', 'events', 'event log', 'incident log', 'chronology',
    'sequence of events', 'key events', 'history', 'time line', 'log of events', 'chronological events', 'activities', 'activity log', 'incident chronology', 'response timeline',
  ],
  signals: ['signals', 'signal', 'metrics', 'what the instruments showed', 'measurements', 'telemetry'],
  root_cause: [
    'root cause', 'root causes', 'root cause analysis', 'rca', 'cause', 'causes', 'the cause', 'why did it happen', 'why it happened', 'analysis of causes', 'cause analysis',
    'direct cause', 'technical cause', 'underlying cause', 'blameless root cause', 'fault', 'technical analysis', 'how did this happen', 'how did it happen', 'how this happened', 'how it happened', 'how could this happen', 'why did this happen', 'why this happened', 'what caused it', 'what caused this', 'what was the root cause', 'what caused the incident', 'what was the cause', 'the bug', 'diagnosis', 'what went wrong and why', 'what happened and why',
  ],
  contributing_factors: [
    'contributing factors', 'contributing factor', 'contributing causes', 'contributory factors', 'contributors', 'causal factors', 'aggravating factors', 'other factors', 'proximate causes', 'contributing conditions',
    'what contributed', 'factors',
  ],
  five_whys: ['five whys', "five why's", '5 whys', "5 why's", 'whys', 'the five whys', 'the 5 whys', 'five whys analysis', '5 whys analysis', 'five why', '5 why'],
  llm_variables: ['llm variables', 'variables', 'model variables', 'which variable moved', 'what moved', 'ai variables'],
  decisions: ['decisions', 'decision', 'options', 'options considered', 'options weighed', 'alternatives', 'alternatives considered', 'decisions made', 'key decisions'],
  resolution: [
    'resolution', 'recovery', 'mitigation', 'remediation', 'response', 'solution', 'fix', 'the fix', 'details of fix', 'resolution and recovery', 'mitigation and resolution', 'incident response', 'how it was fixed', 'how was it fixed',
    'how we fixed it', 'how it was resolved', 'how did we fix it', 'how was it resolved', 'how we responded', 'how did we respond', 'our response', 'containment', 'workaround', 'restoration', 'repair', 'immediate actions', 'immediate actions taken',
    'actions taken', 'steps taken', 'repairs', 'stabilization', 'stabilisation', 'stabilization steps', 'stabilisation steps', 'fixes', 'immediate fix', 'immediate fixes', 'how we resolved it', 'service restoration',
  ],
  actions: [
    'action items', 'action item', 'actions', 'follow up actions', 'follow up items', 'follow up tasks', 'follow ups', 'follow up', 'followups', 'followup', 'follow up work', 'followup actions', 'next steps', 'to do', 'todo', 'todos', 'to dos',
    'review actions', 'remedial actions', 'remediation items', 'remediation actions', 'remediation steps', 'remediation plan', 'corrective actions', 'corrective action', 'corrective measures',
    'corrective and preventative measures', 'corrective and preventive measures', 'corrective and preventative actions', 'corrective and preventive actions', 'corrective and preventative measure', 'corrective and preventive measure',
    'preventive actions', 'preventative actions', 'preventive measures', 'preventative measures', 'prevention', 'preventing recurrence', 'recurrence prevention', 'process improvements', 'technical improvements', 'documentation improvements', 'improvements', 'future improvements',
    'improvement actions', 'backlog check', 'how are we going to do better in the future', 'how will we prevent this', 'how do we prevent this', 'how to prevent this', 'how do we prevent this in the future', 'how can we prevent this', 'what are we doing about it',
    'what we are doing', "what we're doing", 'what are we going to do', 'what will we do', "what we'll do", 'what we will do', 'what will we do differently', 'what can we do better', 'future work', 'future actions', 'future steps', 'future plans', 'planned actions', 'planned work', 'plan', 'action plan',
    'work items', 'tasks', 'tickets', 'proposed actions', 'recommended actions', 'recommendations', 'suggested actions', 'suggestions', 'moving forward', 'going forward', 'what comes next', "what's next", 'what next', 'preventing this in the future', 'future prevention', 'prevention measures',
    'mitigation plan', 'long term actions', 'short term actions', 'repair items', 'outstanding actions', 'actions to be taken', 'action points', 'how are we making incidents like this less likely', 'how are we making incidents like this less likely or less impactful', 'how will we make this less likely', 'plans for the future',
  ],
  went_well: ['what went well', 'things that went well', 'went well', 'what worked', 'what worked well', 'what we did well', 'the good', 'what went right', 'positives', 'what did we do well', 'what has gone well', 'good'],
  went_poorly: [
    'what went poorly', 'what went wrong', 'things that went poorly', 'things that went wrong', 'went poorly', 'went wrong', "what didn't go well", "what didn't go so well", 'what did not go well', "what didn't work", 'what went badly',
    'what could have gone better', 'what could be improved', 'what could be better', 'what can be improved', 'what we could have done better', 'what could have been better', "things that didn't go well", "things that didn't go so well", "what didn't work well", 'the bad', 'negatives', 'challenges', 'difficulties', 'what was difficult', 'could have gone better', 'what went less well', 'what could be done better', 'what could improve', 'what failed', "what didn't", 'what could we have done better',
  ],
  lucky: ['where we got lucky', 'where did we get lucky', 'what we got lucky with', 'luck', 'lucky', 'got lucky', 'where were we lucky', 'where we were lucky', 'things that were lucky'],
  lessons: ['lessons learned', 'lessons learnt', 'lessons', 'learnings', 'key learnings', 'what we learned', 'what we learnt', 'what did we learn', 'what have we learned', "what we've learned", 'takeaways', 'key takeaways', 'lesson learned', 'retrospective', 'reflection', 'reflections', 'post mortem learnings'],
  supporting: ['supporting material', 'supporting information', 'supporting documents', 'references', 'reference', 'links', 'background links', 'related links', 'appendix', 'appendices', 'further reading', 'resources', 'related documents', 'relevant links', 'evidence', 'additional information', 'see also', 'related'],
} as const satisfies HeadingLanguage;

/** Words that name a section only where no plainer heading does: `Response` is the resolution unless there is a `Recovery`. */
export const weakInEnglish: ReadonlySet<string> = new Set([
  'response', 'incident response', 'our response', 'how we responded', 'how did we respond', 'fault', 'problem', 'problem statement', 'problem description', 'description', 'what happened', 'scope', 'symptoms', 'effects', 'effect', 'events', 'history',
  'identified', 'detected', 'identification', 'discovery', 'metrics', 'options', 'factors', 'plan', 'plans for the future', 'tasks', 'tickets', 'good', 'analysis of causes', 'immediate actions', 'immediate actions taken', 'actions taken', 'steps taken',
  'workaround', 'containment', 'activities', 'evidence', 'related', 'variables', 'retrospective', 'diagnosis', 'technical analysis',
]);
