import { PassThrough, Writable } from 'node:stream';
import type { Host } from '../src/workspace/host.ts';
import { nodeHost } from '../src/workspace/node-host.ts';

export interface FakeHost {
  readonly host: Host;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

const sink = (terminal: { readonly columns: number } | null): { readonly stream: NodeJS.WriteStream; readonly text: () => string } => {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer | string, _encoding, done) => {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  // Only the parts of a terminal that commands ask for.
  return { stream: Object.assign(stream, terminal ? { isTTY: true, ...terminal } : { isTTY: false }) as unknown as NodeJS.WriteStream, text: () => Buffer.concat(chunks).toString('utf8') };
};

/** A host for commands under test: real programs and files, own streams, clock and environment. */
export const fakeHost = (
  cwd: string,
  { env = {}, input = '', terminal = null, ...rest }: Partial<Host> & { readonly input?: string | Buffer; readonly terminal?: { readonly columns: number } | null } = {},
): FakeHost => {
  const [out, error] = [sink(terminal), sink(terminal)];
  const stdin = new PassThrough();
  stdin.end(input);
  return {
    host: {
      ...nodeHost(),
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      now: () => Date.UTC(2026, 10, 21, 12),
      stdin: Object.assign(stdin, { isTTY: false }) as unknown as NodeJS.ReadStream,
      stdout: out.stream,
      stderr: error.stream,
      ...rest,
    },
    stdout: out.text,
    stderr: error.text,
  };
};
