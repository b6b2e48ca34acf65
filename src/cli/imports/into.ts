import { planEdit } from '../../document/edit/plan-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import type { CleanEntry } from '../../editor/import/clean.ts';
import { planImport, type ImportPlan } from '../../editor/import/plan.ts';
import type { Picked } from '../../editor/import/proposal.ts';
import { wallIn } from '../../importers/instant.ts';
import { UserError } from '../../record/errors.ts';
import { count } from './gather.ts';

/** The entry of the document that an imported one became; -1 where there is none. */
export const placeIn = ({ after, zone }: ImportPlan, { text, source }: CleanEntry): number => {
  const minute = wallIn(zone, source.at)?.slice(0, 'YYYY-MM-DDTHH:MM'.length);
  const { timeline } = after.record;
  const timed = timeline.findIndex((entry) => entry.text.includes(text) && minute !== undefined && (entry.wall?.startsWith(minute) ?? false));
  return timed < 0 ? timeline.findIndex((entry) => entry.text.includes(text)) : timed;
};

/** The document with a milestone at an entry; as it was where its form has no place for one. */
const withMilestone = (subject: EditSubject, index: number, milestone: string): EditSubject => {
  try {
    return planEdit(subject, { kind: 'set-entry', index, field: 'milestone', value: milestone }).after;
  } catch (error) {
    if (error instanceof UserError) return subject;
    throw error;
  }
};

/** Adds the entries that a person picked, and sets the milestones that the person confirmed. */
export const addPicked = (subject: EditSubject, { entries, zone, milestones }: Picked): { readonly subject: EditSubject; readonly says: string } => {
  const plan = planImport(subject, entries, zone);
  let { after } = plan;
  for (const [index, milestone] of milestones) {
    const entry = entries[index];
    const at = entry === undefined ? -1 : placeIn(plan, entry);
    if (at >= 0) after = withMilestone(after, at, milestone);
  }
  const number = (outcome: ImportPlan['outcomes'][number]): number => plan.outcomes.filter((one) => one === outcome).length;
  const [joined, unwritten] = [number('joined'), number('unwritten')];
  const says = [
    `${count(number('added'), 'entry', 'entries')} added; u takes ${number('added') === 1 ? 'it' : 'them'} back`,
    ...(joined > 0 ? [`${joined} joined with what was there`] : []),
    ...(unwritten > 0 ? [`${unwritten} not written: the document's form has no place for ${unwritten === 1 ? 'it' : 'them'}`] : []),
  ];
  return { subject: after, says: says.join(' · ') };
};
