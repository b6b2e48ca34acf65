import { resolve } from 'node:path';
import { subjectOf } from '../../document/edit/open.ts';
import { planEdits } from '../../document/edit/plan-edit.ts';
import type { RecordEdit } from '../../document/edit/record-edit.ts';
import { EXIT, type ExitCode } from '../../record/errors.ts';
import type { EditSubject } from '../../document/edit/subject.ts';
import type { Host } from '../../workspace/host.ts';
import { changeText } from '../../workspace/save.ts';
import { openSubject } from '../../workspace/subject.ts';
import type { ParsedArguments } from '../command.ts';

/** Makes edits in a document and saves it, or prints what would change. */
export const editFile = async (host: Host, args: ParsedArguments, file: string, editsFor: (subject: EditSubject) => readonly RecordEdit[]): Promise<ExitCode> => {
  const subject = await openSubject(host, file);
  return writeChange(host, args, subject, (current) => planEdits(current, editsFor(current)).document.text);
};

/** Saves the text that a change makes of a document, or prints what would change. The change is made anew where someone else saved meanwhile. */
export const writeChange = async (host: Host, args: ParsedArguments, subject: EditSubject, change: (subject: EditSubject) => string): Promise<ExitCode> => {
  const { path: file, text: before } = subject.document;
  const after = change(subject);
  if (args.values['dry-run'] === true) {
    const { createTwoFilesPatch } = await import('diff');
    host.stdout.write(after === before ? '' : createTwoFilesPatch(file, file, before, after, '', '', { context: 2 }));
    return EXIT.clean;
  }
  if (after === before) host.stderr.write(`${file} already says so; nothing was written\n`);
  else changeText(resolve(host.cwd, file), (onDisk) => (onDisk === before ? after : change(subjectOf(file, onDisk, subject.engine, subject.options))));
  return EXIT.clean;
};
