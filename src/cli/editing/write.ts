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
  const after = planEdits(subject, editsFor(subject)).document.text;
  if (args.values['dry-run'] === true) {
    const { createTwoFilesPatch } = await import('diff');
    host.stdout.write(after === subject.document.text ? '' : createTwoFilesPatch(file, file, subject.document.text, after, '', '', { context: 2 }));
    return EXIT.clean;
  }
  if (after === subject.document.text) {
    host.stderr.write(`${file} already says so; nothing was written\n`);
    return EXIT.clean;
  }
  changeText(resolve(host.cwd, file), (onDisk) => {
    if (onDisk === subject.document.text) return after;
    // Someone else saved meanwhile: the same edits go into what stands there now.
    const now = subjectOf(file, onDisk, subject.engine, subject.options);
    return planEdits(now, editsFor(now)).document.text;
  });
  return EXIT.clean;
};
