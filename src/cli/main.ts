import { EXIT, UserError, type ExitCode } from '../record/errors.ts';
import type { Host } from '../workspace/host.ts';
import { VERSION } from '../workspace/version.ts';
import { findCommand, parseCommandLine } from './arguments.ts';
import { COMMANDS } from './commands/registry.ts';
import { printError } from './print-error.ts';

/** Runs the command line and gives the exit code; never throws. */
export const main = async (host: Host, argv: readonly string[]): Promise<ExitCode> => {
  try {
    const [first] = argv;
    if (first === '--version' || first === '-V') {
      host.stdout.write(`${VERSION}\n`);
      return EXIT.clean;
    }
    if (first === undefined || first === '--help' || first === '-h') {
      const { overview } = await import('./help.ts');
      host.stdout.write(overview(COMMANDS));
      return EXIT.clean;
    }
    if (asksForHelp(argv)) {
      const { helpOn } = await import('./help.ts');
      host.stdout.write(helpOn(COMMANDS, argv));
      return EXIT.clean;
    }
    const { command, rest } = findCommand(COMMANDS, argv);
    const parsed = parseCommandLine(command, rest);
    const { run } = await command.load();
    return await run(host, parsed);
  } catch (error) {
    printError(host, error);
    return error instanceof UserError || !isInterruption(error) ? EXIT.failed : EXIT.interrupted;
  }
};

const asksForHelp = (words: readonly string[]): boolean => {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).some((word) => word === '--help' || word === '-h');
};

const isInterruption = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
