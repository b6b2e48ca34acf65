import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralise } from '../../src/record/neutralise.ts';
import { reportGithub } from '../../src/reporters/github.ts';
import { context, everything, finding, HOSTILE, report } from './sample.ts';

interface Command {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescapeData = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string): string => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

/** Workflow commands as the runner reads them (actions/runner, ActionCommand.TryParseV2). */
const commandsIn = (output: string): Command[] =>
  output.split('\n').flatMap((line) => {
    const match = /^\s*::([^\s:]+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (!match) return [];
    const [, kind = '', properties = '', message = ''] = match;
    const pairs = properties.split(',').map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), unescapeProperty(pair.slice(pair.indexOf('=') + 1))]);
    return [{ kind, properties: Object.fromEntries(pairs), message: unescapeData(message) }];
  });

describe('GitHub annotations', () => {
  test('one for each new finding and each failure, with its place', () => {
    expect(commandsIn(reportGithub(everything, context))).toEqual([
      { kind: 'error', properties: { file: 'docs/bad.md', title: 'not checked' }, message: 'docs/bad.md is not UTF-8 text' },
      {
        kind: 'error',
        properties: { file: 'docs/a.md', line: '3', endLine: '3', col: '13', endColumn: '22', title: 'durations/contradiction' },
        message: 'The impact is stated as 47 minutes; the timeline gives 58 minutes\nState 58 minutes, or mend the timeline',
      },
      { kind: 'warning', properties: { file: 'docs/a.md', line: '20', endLine: '20', col: '1', endColumn: '1', title: 'actions/owner' }, message: 'AI-1 has no owner' },
      { kind: 'notice', properties: { file: 'docs/b c.md', line: '1', endLine: '1', col: '1', endColumn: '3', title: 'llm/variables' }, message: 'Nothing says which model ran' },
    ]);
  });

  test('ten of a kind are printed, and the rest is said', () => {
    const findings = Array.from({ length: 12 }, (_, index) => finding({ fingerprint: String(index) }));
    const output = reportGithub(report(findings), context);
    expect(commandsIn(output)).toHaveLength(10);
    expect(output).toContain('2 more in the step summary');
  });

  test('no text of a document becomes a command or leaves its place', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE), fc.array(fc.constantFrom('%', '\r', '\n', ':', ',', '::', '=', 'error', ' ', 'a')).map((parts) => parts.join('')));
    fc.assert(
      fc.property(text, text, text, (message, path, suggestion) => {
        const output = reportGithub(report([finding({ message, path, suggestion })]), context);
        expect(commandsIn(output)).toEqual([
          expect.objectContaining({
            kind: 'error',
            properties: expect.objectContaining({ file: neutralise(path) }),
            message: `${neutralise(message)}\n${neutralise(suggestion)}`,
          }),
        ]);
      }),
    );
  });
});
