import type { Comparator, Condition } from '../../model.ts';
import { condition } from '../gate-unit.ts';
import type { Positions } from '../positions.ts';
import type { ShellCommand } from './script.ts';

/** What an argument's number means: the command fails where `metric` is on the `fires` side of it. */
interface ThresholdFlag {
  readonly metric: string;
  readonly fires: Comparator;
  readonly unit: string | null;
}

const below = (metric: string, unit: string | null = '%'): ThresholdFlag => ({ metric, fires: 'lt', unit });
const above = (metric: string, unit: string | null = null): ThresholdFlag => ({ metric, fires: 'gt', unit });

/** Arguments of well-known checkers that hold a threshold. */
const FLAGS: Readonly<Record<string, ThresholdFlag>> = {
  '--cov-fail-under': below('coverage'),
  '--fail-under-lines': below('coverage of lines'),
  '--fail-under-functions': below('coverage of functions'),
  '--fail-under-regions': below('coverage of regions'),
  '--fail-under-line': below('coverage of lines'),
  '--fail-under-branch': below('coverage of branches'),
  '--min-coverage': below('coverage'),
  '--minimum-coverage': below('coverage'),
  '--coverage.thresholds.lines': below('coverage of lines'),
  '--coverage.thresholds.branches': below('coverage of branches'),
  '--coverage.thresholds.functions': below('coverage of functions'),
  '--coverage.thresholds.statements': below('coverage of statements'),
  '--max-warnings': above('warnings'),
  '--max-complexity': above('complexity'),
  '--max-violations': above('violations'),
};

/** The same argument means another thing in another program. */
const BY_PROGRAM: Readonly<Record<string, Readonly<Record<string, ThresholdFlag>>>> = {
  coverage: { '--fail-under': below('coverage') },
  interrogate: { '--fail-under': below('documented share'), '-f': below('documented share') },
  pylint: { '--fail-under': below('pylint score', null) },
  'diff-cover': { '--fail-under': below('coverage of the change') },
  'diff-quality': { '--fail-under': below('quality of the change') },
  nyc: checkCoverage(),
  c8: checkCoverage(),
  jscpd: { '--threshold': above('duplicated share', '%'), '-t': above('duplicated share', '%') },
};

function checkCoverage(): Readonly<Record<string, ThresholdFlag>> {
  return Object.fromEntries(['lines', 'branches', 'functions', 'statements'].map((part) => [`--${part}`, below(`coverage of ${part}`)]));
}

/** Where the words of a command stand in their file. */
export interface CommandPlace {
  readonly positions: Positions;
  /** Offset of the script in the file where its text stands there as it is; null where quoting or folding moved it. */
  readonly scriptStart: number | null;
  readonly fallback: Condition['source'];
}

/** The command without the numbers of its thresholds, to tell a change of those from any other. */
export const withoutThresholds = (command: ShellCommand): string => {
  const programs = programsOf(command);
  let value = false;
  return command.words.map((word) => {
    if (value) {
      value = false;
      return '…';
    }
    const equals = word.indexOf('=');
    if (flagOf(equals < 0 ? word : word.slice(0, equals), programs) === null) return word;
    value = equals < 0;
    return equals < 0 ? word : `${word.slice(0, equals)}=…`;
  }).join(' ');
};

const programsOf = (command: ShellCommand): ReadonlySet<string> =>
  new Set(command.words.filter((word) => !word.startsWith('-')).map((word) => word.slice(word.lastIndexOf('/') + 1)));

/** Thresholds that the arguments of a command state, as conditions that fire where the command fails. */
export const thresholdsOf = (command: ShellCommand, place: CommandPlace): readonly Condition[] => {
  const programs = programsOf(command);
  const conditions: Condition[] = [];
  for (const [index, word] of command.words.entries()) {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const flag = flagOf(name, programs);
    if (flag === null) continue;
    const value = equals < 0 ? (command.words[index + 1] ?? '') : word.slice(equals + 1);
    const number = /^\d+(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : null;
    // A negative number of warnings switches the check off.
    if (flag.fires === 'gt' && value.startsWith('-')) continue;
    conditions.push(
      condition({
        metric: flag.metric,
        comparator: flag.fires,
        threshold: number,
        expression: number === null ? value : null,
        unit: flag.unit,
        opaque: number === null ? `the value of ${name} is known only when it runs` : null,
        source: place.scriptStart === null ? place.fallback : place.positions.source(place.scriptStart + command.start, place.scriptStart + command.end),
      }),
    );
  }
  return conditions;
};

const flagOf = (name: string, programs: ReadonlySet<string>): ThresholdFlag | null => {
  if (!name.startsWith('-')) return null;
  for (const program of programs) {
    const own = BY_PROGRAM[program];
    if (own !== undefined && Object.hasOwn(own, name)) return own[name] ?? null;
  }
  return Object.hasOwn(FLAGS, name) ? (FLAGS[name] ?? null) : null;
};
