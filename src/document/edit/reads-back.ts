import type { ActionField, ActionItem } from '../../record/action.ts';
import type { Why } from '../../record/analysis.ts';
import { LLM_FIELDS, fieldText, type LlmFieldName, type LlmListName } from '../../record/llm.ts';
import { lettersOf } from '../../record/letters.ts';
import type { IncidentRecord } from '../../record/record.ts';
import type { TimelineEntry } from '../../record/timeline.ts';
import { withoutAnswers } from '../references.ts';
import { placed } from './entries.ts';
import { listFact, singleFact } from './facts.ts';
import type { EntryField, NewAction, NewEntry, NewWhy, RecordEdit, VariableValues } from './record-edit.ts';
import { sameExcept, valuesOf, wordsOf } from './unchanged.ts';
import { whyAt } from './whys.ts';

const sameItems = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  before.length === after.length && before.every((item, index) => valuesOf(item) === valuesOf(after[index]));

/** Timelines as they are compared: words name a milestone only where no earlier entry does, so removing one may reveal another. */
const comparable = (entries: readonly TimelineEntry[]): unknown[] =>
  entries.map((entry) => (entry.milestoneLabelled ? entry : { ...entry, milestone: null }));

const without = <Item>(items: readonly Item[], index: number): Item[] => items.filter((_, at) => at !== index);

const says = (written: string | null | undefined, value: string): boolean => wordsOf(written ?? '') === wordsOf(value);

/** Whether the value of a field reads as it was given. Owners, dates, statuses and tickets are compared as read, prose by its words. */
const actionSays = (action: ActionItem, field: ActionField, value: string): boolean => {
  switch (field) {
    case 'id': return says(action.id, value);
    case 'title': return value.trim() !== '' && wordsOf(action.title).includes(wordsOf(value));
    case 'type': return (action.type ?? '') === value;
    case 'priority': return says(action.priority, value);
    case 'owner': return says(action.owners.join(''), value);
    case 'due': return action.due === value || says(action.dueWritten, value);
    case 'status': return (action.status ?? '') === value || says(action.statusWritten, value);
    case 'ticket': return value.trim() === '' ? action.tickets.length === 0 : action.tickets.some((ticket) => wordsOf(value).includes(wordsOf(ticket)) || value.includes(ticket));
    case 'gate': return value.trim() === '' ? action.gates.length === 0 : action.gates.length > 0 && action.gates.every((gate) => value.includes(`${gate.path}#${gate.selector}`));
    case 'evidence': return wordsOf(action.text).includes(wordsOf(value));
  }
};

/** What an item states beside one field and its prose; a title goes with the field where it holds that field's words. */
const besides = (action: ActionItem, field: ActionField, within: boolean): string =>
  valuesOf({
    title: within ? null : wordsOf(action.title),
    id: field === 'id' ? null : action.id,
    type: field === 'type' ? null : action.type,
    priority: field === 'priority' ? null : action.priority,
    owners: field === 'owner' ? null : action.owners,
    due: field === 'due' ? null : action.due,
    status: field === 'status' ? null : action.status,
    tickets: field === 'ticket' ? null : action.tickets,
    gates: field === 'gate' ? null : action.gates.map(({ path, selector }) => `${path}#${selector}`),
  });

/** Whether an edit of one field of an item leaves what else the item states. */
const keepsRest = (before: ActionItem | undefined, after: ActionItem, field: ActionField): boolean => {
  if (before === undefined || field === 'title' || field === 'evidence') return true;
  const { title, [field]: stated } = before.fields;
  const within = field !== 'ticket' && title !== undefined && stated !== undefined && title.start <= stated.start && stated.end <= title.end;
  return besides(before, field, within) === besides(after, field, within);
};

const actionIs = (action: ActionItem, item: NewAction): boolean =>
  (Object.entries(item) as [ActionField, string | undefined][]).every(([field, value]) => value === undefined || value === '' || actionSays(action, field, value));

const sameMoment = (wall: string | null, value: string): boolean => wall === value || (value.startsWith('T') && (wall ?? '').endsWith(value));

/** Whether the words of Markdown stand in an entry's text, which is plain: what looks like markup in it is text. */
const saysIn = ({ text }: TimelineEntry, markdown: string): boolean => lettersOf(text).includes(wordsOf(markdown)) || wordsOf(text).includes(wordsOf(markdown));

const entrySays = (entry: TimelineEntry, field: EntryField, value: string): boolean => {
  switch (field) {
    case 'time': return sameMoment(entry.wall, value);
    case 'milestone': return (entry.milestone ?? '') === value;
    case 'event': return saysIn(entry, value);
    case 'actor': return says(entry.actor, value);
    case 'evidence': return entry.evidence.some((link) => value.includes(link.url)) || saysIn(entry, value) || wordsOf(value) === '';
  }
};

const entryIs = (entry: TimelineEntry, { time, event, milestone }: NewEntry): boolean =>
  sameMoment(entry.wall, time) && entrySays(entry, 'event', event) && (milestone === undefined || entry.milestone === milestone);

const whyIs = (why: Why | null, wanted: NewWhy): boolean =>
  why !== null &&
  says(why.question, wanted.question) &&
  wordsOf(why.answer ?? '').startsWith(wordsOf(wanted.answer ?? '')) &&
  (wanted.answeredBy ?? []).every((id) => why.answeredBy.includes(id));

const variableIs = (record: IncidentRecord, key: string, values: VariableValues): boolean => {
  const row = record.variables.find((variable) => variable.key === key);
  return (
    row !== undefined &&
    (values.before === undefined || says(row.before, values.before)) &&
    (values.during === undefined || says(row.during, values.during)) &&
    (values.status === undefined || row.status === values.status) &&
    (values.reason === undefined || says(row.reason, withoutAnswers(values.reason))) &&
    (values.changedAt === undefined || says(row.changedAtWritten, values.changedAt))
  );
};

/** What the other fields of a list say, as written. */
const otherFields = (record: IncidentRecord, list: LlmListName, field: LlmFieldName): string =>
  LLM_FIELDS[list].filter((other) => other !== field).map((other) => wordsOf(fieldText(record, list, other))).join('\n');

/** The only index at which the longer list has something that the shorter has not; -1 where they differ otherwise. */
const addedAt = (before: readonly unknown[], after: readonly unknown[]): number => {
  if (after.length !== before.length + 1) return -1;
  const at = before.findIndex((item, index) => valuesOf(item) !== valuesOf(after[index]));
  const index = at < 0 ? before.length : at;
  return sameItems(before, without(after, index)) ? index : -1;
};

/** Whether many entries stand each at its place among those that were there. */
const standAmong = (before: readonly TimelineEntry[], after: readonly TimelineEntry[], entries: readonly NewEntry[]): boolean => {
  const order = placed(before, entries);
  const [was, now] = [comparable(before), comparable(after)];
  if (now.length !== was.length + order.length) return false;
  let at = 0;
  let next = 0;
  for (let index = -1; index < was.length; index++) {
    if (index >= 0 && valuesOf(was[index]) !== valuesOf(now[at++])) return false;
    for (let added = order[next]; added?.behind === index || (added !== undefined && was.length === 0); added = order[++next]) {
      const entry = after[at++];
      if (entry === undefined || !entryIs(entry, added.entry)) return false;
    }
  }
  return next === order.length;
};

/** Whether the record read after an edit has the new value and every other fact as before. */
export const readsBack = (edit: RecordEdit, before: IncidentRecord, after: IncidentRecord): boolean => {
  switch (edit.kind) {
    case 'set-fact':
      return (singleFact(after, edit.fact)?.value ?? null) === (edit.value === '' ? null : edit.value) && sameExcept(before, after, ['facts', 'timeline', 'sections']);
    case 'set-list':
      return valuesOf(listFact(after, edit.fact)) === valuesOf(edit.values) && sameExcept(before, after, ['facts']);
    case 'set-link':
      return (after.links[edit.name]?.value ?? null) === edit.value && sameExcept(before, after, ['facts']);
    case 'add-entry': {
      const index = addedAt(comparable(before.timeline), comparable(after.timeline));
      const entry = after.timeline[index];
      return entry !== undefined && entryIs(entry, edit.entry) && sameExcept(before, after, ['timeline', 'sections', 'facts']);
    }
    case 'add-entries':
      return standAmong(before.timeline, after.timeline, edit.entries) && sameExcept(before, after, ['timeline', 'sections', 'facts']);
    case 'set-entry': {
      const entry = after.timeline[edit.index];
      return entry !== undefined && entrySays(entry, edit.field, edit.value) && sameItems(comparable(without(before.timeline, edit.index)), comparable(without(after.timeline, edit.index))) && sameExcept(before, after, ['timeline', 'facts']);
    }
    case 'add-evidence': {
      const [was, entry] = [before.timeline[edit.index], after.timeline[edit.index]];
      return (
        was !== undefined && entry !== undefined && entry.wall === was.wall && entrySays(entry, 'evidence', edit.link) && was.evidence.every(({ url }) => entry.evidence.some((link) => link.url === url)) &&
        lettersOf(entry.text).startsWith(lettersOf(was.text)) && sameItems(comparable(without(before.timeline, edit.index)), comparable(without(after.timeline, edit.index))) && sameExcept(before, after, ['timeline', 'facts'])
      );
    }
    case 'remove-entry':
      return sameItems(comparable(without(before.timeline, edit.index)), comparable(after.timeline)) && sameExcept(before, after, ['timeline', 'facts']);
    case 'add-action': {
      const action = after.actions[addedAt(before.actions, after.actions)];
      return action !== undefined && actionIs(action, edit.item) && sameExcept(before, after, ['actions', 'sections']);
    }
    case 'set-action': {
      const action = after.actions[edit.index];
      return action !== undefined && actionSays(action, edit.field, edit.value) && keepsRest(before.actions[edit.index], action, edit.field) && sameItems(without(before.actions, edit.index), without(after.actions, edit.index)) && sameExcept(before, after, ['actions']);
    }
    case 'remove-action':
      return sameItems(without(before.actions, edit.index), after.actions) && sameExcept(before, after, ['actions']);
    case 'add-signal': {
      const signal = after.signals[addedAt(before.signals, after.signals)];
      return signal !== undefined && says(signal.metric, edit.signal.metric) && sameExcept(before, after, ['signals', 'sections']);
    }
    case 'set-signal':
      return before.signals.length === after.signals.length && sameItems(without(before.signals, edit.index), without(after.signals, edit.index)) && sameExcept(before, after, ['signals']);
    case 'remove-signal':
      return sameItems(without(before.signals, edit.index), after.signals) && sameExcept(before, after, ['signals']);
    case 'set-variable': {
      const others = (record: IncidentRecord): unknown[] => record.variables.filter((variable) => variable.key !== edit.key && variable.status !== null);
      return variableIs(after, edit.key, edit.values) && sameItems(others(before), others(after)) && sameExcept(before, after, ['variables', 'sections']);
    }
    case 'remove-variable':
      return !after.variables.some((variable) => variable.key === edit.key) && sameExcept(before, after, ['variables']);
    case 'set-field':
      return (
        says(fieldText(after, edit.list, edit.field), edit.value) && otherFields(before, edit.list, edit.field) === otherFields(after, edit.list, edit.field) &&
        // A day named in the window dates a document that names no other.
        sameExcept(before, after, [edit.list, 'sections', ...(before.date === null ? (['facts'] as const) : [])])
      );
    case 'remove-list':
      return after[edit.list] === null && sameExcept(before, after, [edit.list]);
    case 'add-why': {
      const siblings = (record: IncidentRecord): readonly Why[] => (edit.parent.length === 0 ? record.whys : (whyAt(record.whys, edit.parent)?.steps ?? []));
      const index = addedAt(siblings(before), siblings(after));
      return whyIs(siblings(after)[index] ?? null, edit.why) && sameExcept(before, after, ['whys', 'sections']);
    }
    case 'set-why':
      return whyIs(whyAt(after.whys, edit.path), edit.why) && sameExcept(before, after, ['whys']);
    case 'remove-why': {
      const parent = edit.path.slice(0, -1);
      const last = edit.path.at(-1) ?? -1;
      const siblings = (record: IncidentRecord): readonly Why[] => (parent.length === 0 ? record.whys : (whyAt(record.whys, parent)?.steps ?? []));
      return sameItems(without(siblings(before), last), siblings(after)) && sameExcept(before, after, ['whys']);
    }
    case 'add-cause': {
      const cause = after.causes[addedAt(before.causes, after.causes)];
      return cause !== undefined && cause.kind === edit.cause && sameExcept(before, after, ['causes', 'sections']);
    }
    case 'set-cause': {
      const cause = after.causes[edit.index];
      return cause !== undefined && sameItems(without(before.causes, edit.index), without(after.causes, edit.index)) && sameExcept(before, after, ['causes']);
    }
    case 'remove-cause':
      return sameItems(without(before.causes, edit.index), after.causes) && sameExcept(before, after, ['causes']);
    case 'add-decision': {
      const decision = after.decisions[addedAt(before.decisions, after.decisions)] ?? after.decisions.at(-1);
      return decision !== undefined && edit.options.every((option) => decision.options.some((read) => wordsOf(read.text).includes(wordsOf(option.text)) && read.chosen === option.chosen)) && sameExcept(before, after, ['decisions', 'sections']);
    }
    case 'set-option': {
      const option = after.decisions[edit.decision]?.options[edit.option];
      return option !== undefined && option.chosen === edit.chosen && wordsOf(option.text).includes(wordsOf(edit.text)) && sameExcept(before, after, ['decisions']);
    }
    case 'remove-decision':
      return sameItems(without(before.decisions, edit.index), after.decisions) && sameExcept(before, after, ['decisions', 'sections']);
    case 'set-section':
      return after.sections.some((section) => section.name === edit.name && !section.empty) && before.sections.every((section) => after.sections.some((other) => other.name === section.name));
    case 'remove-section':
      return after.sections.filter((section) => section.name === edit.name).length < before.sections.filter((section) => section.name === edit.name).length;
  }
};
