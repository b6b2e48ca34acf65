import { purposeOfCommand } from './purpose.ts';
import { type AndOr, type Command, type CompoundList, parse, type Statement } from 'unbash';

/** One simple command of a script. */
export interface ShellCommand {
  /** Program and arguments, quotes resolved. */
  readonly words: readonly string[];
  /** As written, without the indentation of its lines. */
  readonly text: string;
  /** Why its failure does not fail the script; null where it does. */
  readonly masked: string | null;
  /** Its status is looked at (`if cmd`, `cmd || exit 1`): the script decides by itself what to do. */
  readonly tested: boolean;
  /** Whether nothing else in the script passes its failure on, as the end of a pipe or a later look at its status may. */
  readonly silenced: boolean;
  /** Offsets in the script. */
  readonly start: number;
  readonly end: number;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Whether anything in it can fail it; when not, `reason` says why. */
  readonly canFail: boolean;
  readonly reason: string | null;
}

export interface ShellOptions {
  /** The runner's shell stops at the first failing command (`bash -e`). */
  readonly exitOnError: boolean;
  /** A pipeline fails when any of its commands does (`-o pipefail`). */
  readonly pipefail: boolean;
}

const MAX_CHARACTERS = 200_000;

/** Programs whose success says nothing about the change: a script of these alone checks nothing. */
const PLUMBING = new Set([
  ':', 'true', 'echo', 'printf', 'cd', 'export', 'set', 'unset', 'local', 'declare', 'readonly', 'mkdir', 'cat', 'ls', 'pwd', 'date', 'sleep', 'shift',
  'read', 'tee', 'trap', 'source', '.', 'test', '[', '[[', 'exit', 'return', 'break', 'continue', 'env', 'which', 'command', 'rm', 'cp', 'mv', 'touch', 'chmod', 'chown',
]);

/** Programs that never fail, so that `check || echo …` always succeeds. */
const ALWAYS_SUCCEED = new Set([':', 'true', 'echo', 'printf', 'sleep', 'warn', 'warning']);

/** Arguments by which a checking program reports and succeeds all the same. */
const SOFT_FLAGS = [
  '--exit-zero', '--soft-fail', '--no-fail', '--no-thresholds', '--warn-only', '--allow-failure', '--no-exit-code', '--exit-code=0',
] as const;

/** Expressions of the runner are no shell; a word of the same length takes their place so that offsets hold. */
const hideExpressions = (text: string): string => text.replaceAll(/\$\{\{[\s\S]*?\}\}/g, (expression) => '_'.repeat(expression.length));

interface Context {
  readonly masked: string | null;
  readonly tested: boolean;
  readonly silenced?: boolean;
}

/**
 * Reads a shell script far enough to tell which of its commands can fail it: `|| true`, `set +e`, pipes without `pipefail`,
 * background jobs and arguments such as `--exit-zero` hide a failure. Never throws; a text that cannot be parsed is taken as able to fail.
 */
export const readShell = (script: string, options: ShellOptions): ShellScript => {
  if (script.length > MAX_CHARACTERS) return { commands: [], canFail: true, reason: null };
  const commands: ShellCommand[] = [];
  let exitOnError = options.exitOnError;
  let pipefail = options.pipefail;
  let failingExit = false;

  const record = (command: Command, context: Context): void => {
    const words = [command.name, ...command.suffix].flatMap((word) => (word !== undefined && 'value' in word && typeof word.value === 'string' ? [word.value] : []));
    const [program = '', ...rest] = words;
    if (program === 'set') {
      if (rest.some((word) => /^\+[a-z]*e/.test(word))) exitOnError = false;
      if (rest.some((word) => /^-[a-z]*e/.test(word)) || (rest.includes('-o') && rest.includes('errexit'))) exitOnError = true;
      if (rest.includes('pipefail')) pipefail = !rest.some((word) => word.startsWith('+'));
    }
    if ((program === 'exit' || program === 'return' || program === 'false') && rest[0] !== '0' && context.masked === null) failingExit = true;
    const soft = SOFT_FLAGS.find((name) => rest.includes(name)) ?? (zeroExitCode(rest) ? '--exit-code 0' : undefined);
    commands.push({
      words,
      text: script.slice(command.pos, command.end).replaceAll(/\s+/g, ' ').trim(),
      masked: context.masked ?? (soft === undefined ? null : `${soft} makes it succeed`),
      tested: context.tested,
      silenced: context.silenced === true || soft !== undefined,
      start: command.pos,
      end: command.end,
    });
  };

  type Syntax = Statement['command'] | CompoundList;
  const visit = (node: Syntax, context: Context): void => {
    switch (node.type) {
      case 'Command':
        return record(node, context);
      case 'Pipeline': {
        const last = node.commands.length - 1;
        const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
        for (const [index, command] of node.commands.entries()) {
          const lost = index < last && !pipefail ? 'its exit status is lost in the pipe' : null;
          visit(command, { ...context, masked: context.masked ?? lost, tested: context.tested || negated });
        }
        return;
      }
      case 'AndOr':
        return visitChain(node, context);
      case 'CompoundList':
        return visitStatements(node.commands, context, false);
      case 'Subshell':
      case 'BraceGroup':
        return visitStatements(node.body.commands, context, false);
      case 'If': {
        visit(node.clause, { ...context, tested: true });
        for (const branch of node.elif) {
          visit(branch.clause, { ...context, tested: true });
          visit(branch.then, context);
        }
        visit(node.then, context);
        if (node.else !== undefined) visit(node.else, context);
        return;
      }
      case 'While':
        visit(node.clause, { ...context, tested: true });
        return visit(node.body, context);
      case 'For':
      case 'Select':
      case 'ArithmeticFor':
        return visit(node.body, context);
      case 'Case':
        for (const item of node.items) visit(item.body, context);
        return;
      case 'Function':
      case 'Coproc':
        return visit(node.body, context);
      case 'Redirected':
        return visit(node.command, context);
      default:
    }
  };

  /** In `a && b || c` the rescue `c` stands for the failure of `a` as well as of `b`. */
  const visitChain = (chain: AndOr, context: Context): void => {
    const contexts: Context[] = [];
    let rescued: Context = context;
    for (let index = chain.commands.length - 1; index >= 0; index--) {
      const next = chain.commands[index + 1];
      if (next !== undefined && chain.operators[index] === '||') {
        rescued = alwaysSucceeds(next) ? { ...context, masked: context.masked ?? `"|| ${oneLine(script, next)}" hides its failure`, silenced: true } : { ...context, tested: true };
      }
      contexts.push(rescued);
    }
    for (const [index, command] of chain.commands.entries()) visit(command, contexts[chain.commands.length - 1 - index] ?? context);
  };

  const visitStatements = (statements: readonly Statement[], context: Context, top: boolean): void => {
    for (const [index, statement] of statements.entries()) {
      const last = top && index === statements.length - 1;
      const ignored = statement.background === true ? 'it runs in the background' : !exitOnError && !last ? 'set +e lets the script go on after it fails' : null;
      visit(statement.command, { ...context, masked: context.masked ?? ignored });
    }
  };

  try {
    visitStatements(parse(hideExpressions(script)).commands, { masked: null, tested: false }, true);
  } catch {
    return { commands: [], canFail: true, reason: null };
  }
  const ended = endsInSuccess(script) && !failingExit ? commands.map((one) => (one.tested && one.masked === null ? { ...one, masked: 'the script ends with "exit 0" whatever it found', silenced: true } : one)) : commands;
  const checks = ended.filter(isCheck);
  // Where it runs something that is known to check and hears no verdict of it, its preparations failing is beside the point.
  const known = checks.filter(({ text }) => purposeOfCommand(text) === 'checks');
  const unheard = known.length > 0 && known.every(({ silenced }) => silenced) && !failingExit;
  const canFail = !unheard && (checks.length === 0 || failingExit || checks.some(({ masked, tested }) => masked === null && !tested));
  const reason = checks.find(({ masked }) => masked !== null)?.masked ?? 'the script looks at its result and goes on';
  return { commands: ended, canFail, reason: canFail ? null : reason };
};

/** Whether the last thing a script does is to succeed. */
const endsInSuccess = (script: string): boolean => /(?:^|\n|;)[ \t]*(?:exit 0|true|:)[ \t]*(?:#[^\n]*)?$/.test(script.trimEnd());

/** Whether a command checks or does something whose failure matters. */
export const isCheck = ({ words }: ShellCommand): boolean => words.length > 0 && !PLUMBING.has(words[0] ?? '');

const zeroExitCode = (words: readonly string[]): boolean => words.some((word, index) => word === '--exit-code' && words[index + 1] === '0');

const alwaysSucceeds = (node: Statement['command'] | CompoundList): boolean => {
  switch (node.type) {
    case 'Command': {
      const program = node.name?.value ?? '';
      if (ALWAYS_SUCCEED.has(program)) return true;
      const [status] = node.suffix;
      return program === 'exit' && status !== undefined && 'value' in status && status.value === '0';
    }
    case 'Pipeline':
      return node.commands.every((command) => alwaysSucceeds(command));
    case 'BraceGroup':
    case 'Subshell':
      return node.body.commands.length > 0 && node.body.commands.every((statement) => alwaysSucceeds(statement.command));
    case 'AndOr':
      return node.commands.every((command) => alwaysSucceeds(command));
    default:
      return false;
  }
};

const MAX_QUOTE = 40;

const oneLine = (script: string, { pos, end }: { readonly pos: number; readonly end: number }): string => {
  const text = script.slice(pos, end).replaceAll(/\s+/g, ' ').trim();
  return text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text;
};
