import { UserError } from '../../record/errors.ts';
import { SEVERITIES, type Severity, type SeveritySetting } from '../../record/finding.ts';
import { isReporter, REPORTER_NAMES, type ReporterName } from '../../reporters/registry.ts';
import type { ParsedArguments } from '../command.ts';
import { repeated, single } from '../values.ts';

/** One format and where it goes; null is stdout. */
export interface OutputTarget {
  readonly format: ReporterName;
  readonly path: string | null;
}

/** The flags of `check`, read and checked. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly outputs: readonly OutputTarget[];
  readonly failOn: Severity | 'never';
  readonly maxWarnings: number | null;
  readonly allowEmpty: boolean;
  readonly only: readonly string[];
  readonly ruleSeverities: Readonly<Record<string, SeveritySetting>>;
  readonly baseline: string | null;
  readonly updateBaseline: boolean;
  /** Null: all documents; `''`: those that differ from the default branch. */
  readonly changed: string | null;
  readonly diffBase: string | null;
  readonly fix: 'no' | 'apply' | 'show';
  readonly watch: boolean;
  readonly stdinPath: string | null;
  readonly configuration: string | null;
  readonly printConfiguration: string | null;
  readonly cache: boolean;
  /** Most threads at once; null: as many as the machine has processors for. */
  readonly jobs: number | null;
}

type Values = ParsedArguments['values'];

/** Reads the flags of `check`; what does not fit together is a user error. */
export const readCheckOptions = ({ positionals, values }: ParsedArguments): CheckOptions => {
  const fix = values['fix'] ? (values['dry-run'] ? 'show' : 'apply') : 'no';
  const stdin = positionals.includes('-');
  const options: CheckOptions = {
    paths: positionals,
    outputs: outputTargets(values),
    failOn: severityOf(single(values, 'fail-on')),
    maxWarnings: wholeNumber(values, 'max-warnings', 0),
    allowEmpty: Boolean(values['allow-empty']),
    only: repeated(values, 'only'),
    ruleSeverities: Object.fromEntries(repeated(values, 'rule').map(ruleSeverity)),
    baseline: single(values, 'baseline'),
    updateBaseline: Boolean(values['update-baseline']),
    changed: values['changed'] === true ? '' : single(values, 'changed'),
    diffBase: single(values, 'diff'),
    fix,
    watch: Boolean(values['watch']),
    stdinPath: single(values, 'stdin-path'),
    configuration: single(values, 'config'),
    printConfiguration: single(values, 'print-config'),
    cache: !values['no-cache'],
    jobs: wholeNumber(values, 'jobs', 1),
  };
  if (values['dry-run'] && fix === 'no') throw new UserError('--dry-run goes with --fix');
  if (options.updateBaseline && options.baseline === null) throw new UserError('--update-baseline needs --baseline FILE');
  if (stdin && positionals.length > 1) throw new UserError('standard input (-) is checked alone', { hint: 'give either - or paths' });
  if (stdin && options.watch) throw new UserError('standard input cannot be watched');
  if (options.stdinPath !== null && !stdin) throw new UserError('--stdin-path goes with -');
  if (options.watch && fix !== 'no') throw new UserError('--watch and --fix do not go together');
  return options;
};

const outputTargets = (values: Values): OutputTarget[] => {
  const files = repeated(values, 'output').map((written): OutputTarget => {
    const [format = '', ...rest] = written.split('=');
    const path = rest.join('=');
    if (!isReporter(format) || path === '') throw new UserError(`--output cannot be "${written}"`, { hint: `FORMAT=PATH, with a format of: ${REPORTER_NAMES.join(', ')}` });
    return { format, path };
  });
  const formats = repeated(values, 'format').filter(isReporter);
  // Several formats on one stream can only be meant where one is for a machine that looks for its own lines.
  return [...(formats.length > 0 ? formats : (['pretty'] as const)).map((format) => ({ format, path: null })), ...files];
};

const severityOf = (written: string | null): Severity | 'never' => SEVERITIES.find((severity) => severity === written) ?? (written === 'never' ? 'never' : 'error');

const wholeNumber = (values: Values, flag: string, least: number): number | null => {
  const written = single(values, flag);
  if (written === null) return null;
  if (!/^\d{1,9}$/.test(written) || Number(written) < least) throw new UserError(`--${flag} cannot be "${written}"`, { hint: `a whole number, such as ${least}` });
  return Number(written);
};

const ruleSeverity = (written: string): [string, SeveritySetting] => {
  const at = written.lastIndexOf('=');
  const setting = [...SEVERITIES, 'off' as const].find((one) => one === written.slice(at + 1));
  if (at < 1 || setting === undefined) throw new UserError(`--rule cannot be "${written}"`, { hint: `RULE=SEVERITY, with a severity of: ${SEVERITIES.join(', ')}, off` });
  return [written.slice(0, at), setting];
};
