import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { editsOfAnswers, given, parseAnswers, wallOf, type Answers } from '../../document/edit/answers.ts';
import { subjectOf } from '../../document/edit/open.ts';
import { planEdits } from '../../document/edit/plan-edit.ts';
import { EXIT, UserError } from '../../record/errors.ts';
import { nearest } from '../../record/nearest.ts';
import type { Host } from '../../workspace/host.ts';
import { openEngine } from '../../workspace/reader.ts';
import { DEFAULT_SEVERITIES } from '../../workspace/repository.ts';
import { saveText } from '../../workspace/save.ts';
import { readingOptionsOf } from '../../workspace/subject.ts';
import { templateText } from '../../workspace/templates.ts';
import { openWorkspace, type Workspace } from '../../workspace/workspace.ts';
import type { CommandRun, ParsedArguments } from '../command.ts';
import { listFlag, readJson, textFlag } from '../editing/input.ts';
import { editOnScreen, noScreen, screenOf, withRawKeys } from '../editing/screen.ts';

/** Folders in which teams keep post-mortems, the first that is there; the first of all where none is. */
const FOLDERS = ['postmortems', 'docs/postmortems', 'post-mortems', 'docs/post-mortems', 'incidents', 'docs/incidents'] as const;

const LONGEST_SLUG = 60;

/** Words of a title as they stand in a file name. */
export const slugOf = (title: string): string => {
  const slug = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  if (slug.length <= LONGEST_SLUG) return slug;
  return slug.slice(0, LONGEST_SLUG).replace(/-[^-]*$/, '');
};

/** Answers of the flags over those of the file. */
const answersOf = (args: ParsedArguments, file: Answers): Answers => {
  const started = textFlag(args, 'started');
  const flags = given({
    title: textFlag(args, 'title'),
    severity: textFlag(args, 'severity'),
    timezone: textFlag(args, 'timezone'),
    services: listFlag(args, 'services'),
    environments: listFlag(args, 'environments'),
    authors: listFlag(args, 'authors'),
  });
  const first = started === undefined ? [] : [{ time: started, event: 'Impact begins', milestone: 'started' as const }];
  return parseAnswers({ ...file, ...flags, ...((first.length > 0 || file.timeline) && { timeline: [...first, ...(file.timeline ?? [])] }) }, 'the answers');
};

const missing = (name: string, example: string): UserError =>
  new UserError(`the ${name} is missing`, { hint: `give --${name} ${example}, or "${name}" in --answers` });

const severityOf = (wanted: string, levels: readonly string[]): string => {
  const level = levels.find((known) => known.toLowerCase() === wanted.toLowerCase());
  if (level !== undefined) return level;
  const near = nearest(wanted, levels);
  throw new UserError(`"${wanted}" is not a level of the severity scale`, { hint: near === null ? `one of: ${levels.join(', ')}` : `did you mean "${near}"?` });
};

/** The incident's day: of the first dated answer, today otherwise. */
const dayOf = (answers: Answers, now: number): string => {
  const dated = (answers.timeline ?? []).map(({ time }) => wallOf(time)).filter((wall) => /^\d{4}-/.test(wall)).sort()[0];
  return dated?.slice(0, 10) ?? new Date(now).toISOString().slice(0, 10);
};

/** The folder of new documents: the fixed part of the first configured glob, else one that is there. */
const folderOf = ({ root, configuration }: Workspace): string => {
  const glob = configuration.documents?.find((pattern) => !pattern.startsWith('!'));
  const fixed = glob?.split('/').slice(0, -1).join('/').replace(/\/?\*.*$/, '');
  return join(root, fixed ?? FOLDERS.find((folder) => existsSync(join(root, folder))) ?? FOLDERS[0]);
};

/** Asks on the screen for what the flags leave open; null where the writer leaves. */
const askOnScreen = async (host: Host, args: ParsedArguments, workspace: Workspace, answers: Answers): Promise<{ readonly answers: Answers; readonly forget: () => void } | null> => {
  const { runStart } = await import('../../tui/run-start.tsx');
  const asked = await runStart(host, {
    place: join(folderOf(workspace), 'new'),
    known: [answers.title ?? '', answers.severity ?? '', textFlag(args, 'started') ?? ''],
    surroundings: { owners: [], severities: workspace.configuration.severities ?? DEFAULT_SEVERITIES },
    ...screenOf(host, args),
  });
  if (asked === null) return null;
  const { title, severity, started } = asked.answers;
  return { answers: { ...answers, title, severity, ...(started !== null && { timeline: [{ time: started, event: 'Impact begins', milestone: 'started' }] }) }, forget: asked.forget };
};

/** Starts a post-mortem: from flags and answers alone, or on the screen where they leave its title or severity open. */
export const run: CommandRun = async (host, args) => {
  const answersFile = textFlag(args, 'answers');
  const known = answersOf(args, answersFile === undefined ? {} : parseAnswers(await readJson(host, answersFile), answersFile === '-' ? 'standard input' : answersFile));
  const workspace = await openWorkspace(host, [host.cwd]);
  const onScreen = (known.title === undefined || known.severity === undefined) && answersFile === undefined && textFlag(args, 'out') !== '-' && noScreen(host) === null;
  const asked = onScreen ? await withRawKeys(host, () => askOnScreen(host, args, workspace, known)) : { answers: known, forget: () => {} };
  if (asked === null) {
    host.stderr.write('nothing was made; what was typed is there at the next start\n');
    return EXIT.clean;
  }
  const { answers } = asked;
  if (answers.title === undefined) throw missing('title', '"Checkout timed out"');
  if (answers.severity === undefined) throw missing('severity', 'SEV2');
  const severity = severityOf(answers.severity, workspace.configuration.severities ?? DEFAULT_SEVERITIES);
  const id = textFlag(args, 'id') ?? `${dayOf(answers, host.now())}-${slugOf(answers.title)}`;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(id)) throw new UserError(`--id "${id}" cannot be a file name`, { hint: 'letters, digits, dots, dashes and underscores' });

  const out = textFlag(args, 'out');
  const path = out === undefined || out === '-' ? join(folderOf(workspace), `${id}.md`) : resolve(host.cwd, out);
  const shown = relative(host.cwd, path);
  const template = templateText(workspace.root, host.cwd, textFlag(args, 'template') ?? 'standard');
  const subject = subjectOf(shown, template, await openEngine(host), readingOptionsOf(workspace.configuration));
  const { text } = planEdits(subject, [{ kind: 'set-fact', fact: 'id', value: id }, ...editsOfAnswers({ ...answers, severity })]).document;

  if (out === '-') {
    host.stdout.write(text);
    return EXIT.clean;
  }
  if (existsSync(path)) throw new UserError('there is a file of this name already', { place: shown, hint: 'give another --id or --out' });
  mkdirSync(dirname(path), { recursive: true });
  saveText(path, text);
  asked.forget();
  if (onScreen) await editOnScreen(host, shown, args, 'timeline');
  host.stdout.write(`${shown}\n`);
  if (!onScreen) host.stderr.write(`Write it in your editor, then: postmortem check ${shown}\n`);
  return EXIT.clean;
};
