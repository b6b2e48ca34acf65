import { resolve } from 'node:path';
import { planEdit } from '../../document/edit/plan-edit.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import { subjectOf } from '../../document/edit/open.ts';
import type { MarkdownEngine } from '../../document/engine.ts';
import type { ReadingOptions } from '../../document/reading.ts';
import type { ActionItem } from '../../record/action.ts';
import { UserError } from '../../record/errors.ts';
import { saveText } from '../../workspace/save.ts';
import { readTextFile } from '../../workspace/text-file.ts';
import { itemKeys, type SyncItem } from './item.ts';

/** A field of an item that is to be written; `from` is what was read, so that what someone wrote meanwhile is not lost. */
export interface DocumentEdit {
  readonly field: 'ticket' | 'status' | 'owner' | 'due';
  readonly from: string;
  readonly to: string;
}

export interface FailedEdit {
  readonly field: DocumentEdit['field'];
  readonly reason: string;
}

/** Where action items are written. */
export interface DocumentStore {
  /** Makes the edits of one item, all that can be made in one save; gives the others with the reason. */
  readonly write: (item: SyncItem, edits: readonly DocumentEdit[]) => readonly FailedEdit[];
}

const saysNow = (action: ActionItem, field: DocumentEdit['field']): string | null => {
  switch (field) {
    case 'status': return action.status ?? 'open';
    case 'owner': return action.owners.join(', ');
    case 'due': return action.due ?? '';
    case 'ticket': return null;
  }
};

/** A ticket stands beside what its cell holds already. */
const valueFor = (subject: EditSubject, action: ActionItem, { field, to }: DocumentEdit): string => {
  const { ticket: source, title } = action.fields;
  if (field !== 'ticket' || action.form !== 'table' || source === undefined || source.end === source.start || (title !== undefined && title.start <= source.start && source.end <= title.end)) return to;
  return `${subject.document.text.slice(source.start, source.end).trim()}, ${to}`;
};

/** One edit of the item at an index; throws a `UserError` where it cannot be made. */
const edited = (subject: EditSubject, index: number, edit: DocumentEdit): EditSubject => {
  const action = subject.record.actions[index];
  if (action === undefined) throw new UserError('the item is no longer in the document');
  const now = saysNow(action, edit.field);
  if (now !== null && now !== edit.from) throw new UserError(`the document says "${now}" by now: run again`);
  return planEdit(subject, { kind: 'set-action', index, field: edit.field, value: valueFor(subject, action, edit) }).after;
};

/** Documents on disk: read anew before each write, changed in as few characters as can be, replaced as a whole. */
export const fileStore = (folder: string, engine: MarkdownEngine, options: ReadingOptions): DocumentStore => {
  // Items of one document follow each other: what was just written need not be read again, as long as the file still says it.
  let last: EditSubject | null = null;
  const subjectFor = (path: string, text: string): EditSubject => (last?.document.path === path && last.document.text === text ? last : subjectOf(path, text, engine, options));
  return {
    write: (item, edits) => {
      const path = resolve(folder, item.path);
      const content = readTextFile(path);
      if ('reason' in content) return edits.map(({ field }) => ({ field, reason: content.reason }));
      const before = subjectFor(item.path, content.text);
      const index = itemKeys(before.record).indexOf(item.key);
      const failed: FailedEdit[] = [];
      let subject = before;
      for (const edit of edits)
        try {
          subject = edited(subject, index, edit);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          failed.push({ field: edit.field, reason: error.message });
        }
      last = subject;
      if (subject.document.text === before.document.text) return failed;
      try {
        saveText(path, subject.document.text);
        return failed;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return edits.map(({ field }) => ({ field, reason: error.message }));
      }
    },
  };
};
