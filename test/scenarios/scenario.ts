/** One end-to-end case: sections of a text file, each under a line `==== name ====`. */
export interface Scenario {
  readonly description: string;
  /** Files of the folder in which the command runs, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** A line for bash, in which `postmortem` is the built program. */
  readonly command: string;
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** What files must hold afterwards. */
  readonly after: ReadonlyMap<string, string>;
}

const HEADER = /^==== (.+) ====$/;

/** The sections of a scenario file in order. */
export const sectionsOf = (text: string): [name: string, content: string][] => {
  const sections: [string, string[]][] = [];
  for (const line of text.split('\n')) {
    const [, name] = HEADER.exec(line) ?? [];
    if (name !== undefined) sections.push([name, []]);
    else sections.at(-1)?.[1].push(line);
  }
  return sections.map(([name, lines]) => [name, lines.join('\n')]);
};

const KNOWN = /^(?:description|command|stdin|stdout|stderr|status|file .+|after .+)$/;

/** Reads a scenario; what it does not say is empty output and status 0. */
export const parseScenario = (text: string): Scenario => {
  const sections = sectionsOf(text);
  const unknown = sections.find(([name]) => !KNOWN.test(name));
  if (unknown) throw new Error(`unknown section "${unknown[0]}"`);
  const one = (name: string): string => sections.find(([other]) => other === name)?.[1] ?? '';
  const named = (prefix: string): Map<string, string> =>
    new Map(sections.filter(([name]) => name.startsWith(`${prefix} `)).map(([name, content]) => [name.slice(prefix.length + 1), content]));
  return {
    description: one('description').trim(),
    files: named('file'),
    command: one('command').trim(),
    stdin: one('stdin'),
    stdout: one('stdout'),
    stderr: one('stderr'),
    status: Number(one('status').trim() || '0'),
    after: named('after'),
  };
};

/** Whether output is as expected: `…` in a line stands for anything in it, a line that is `…` for any lines. */
export const matches = (expected: string, actual: string): boolean => {
  const pattern = expected
    .split('\n')
    .map((line) => (line === '…' ? '(?:.*\\n)*?' : `${line.split('…').map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('.*?')}\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(`${actual}\n`);
};
