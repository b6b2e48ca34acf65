import type { Worker } from 'node:worker_threads';
import { UserError } from '../../record/errors.ts';
import type { Host } from '../../workspace/host.ts';
import { EDITING_THREAD } from '../thread-argument.ts';
import type { Desk } from './desk.ts';
import type { Answer, Request, Work } from './desk-thread.ts';

interface Pending<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
  /** Does the work here, where the thread cannot. */
  readonly here: () => Promise<Value>;
}

type Pendings = { readonly [Name in keyof Work]: Map<number, Pending<Awaited<ReturnType<Work[Name]>>>> };

const taken = <Value>(pendings: { readonly get: (id: number) => Value | undefined; readonly delete: (id: number) => boolean }, id: number): Value | undefined => {
  const found = pendings.get(id);
  pendings.delete(id);
  return found;
};

const settle = (pendings: Pendings, answer: Answer): void => {
  const { id } = answer;
  switch (answer.name) {
    case 'plan': return taken(pendings.plan, id)?.resolve(answer.value);
    case 'check': return taken(pendings.check, id)?.resolve(answer.value);
    case 'parse': return taken(pendings.parse, id)?.resolve(answer.value);
    case 'gates': return taken(pendings.gates, id)?.resolve(answer.value);
    case 'traces': return taken(pendings.traces, id)?.resolve(answer.value);
    case 'imports': return taken(pendings.imports, id)?.resolve(answer.value);
    case 'error': {
      const { message, hint, place } = answer;
      const error = new UserError(message, { ...(hint !== null && { hint }), ...(place !== null && { place }) });
      for (const waiting of Object.values(pendings)) taken<Pick<Pending<never>, 'reject'>>(waiting, id)?.reject(error);
    }
  }
};

const workHere = <Value>(pendings: Map<number, Pending<Value>>): void => {
  for (const { resolve, reject, here } of pendings.values()) here().then(resolve, reject);
  pendings.clear();
};

/**
 * A desk in another thread, so that no key waits for planning or checking. What the thread cannot do, for whatever reason, is done
 * here. `close` ends it.
 */
export const openThreadedDesk = (host: Host, file: string, desk: Desk): { readonly desk: Desk; readonly close: () => void } => {
  const { startThread } = host;
  if (startThread === null) return { desk, close: () => {} };
  const pendings: Pendings = { plan: new Map(), check: new Map(), parse: new Map(), gates: new Map(), traces: new Map(), imports: new Map() };
  let failed = false;
  let last = 0;
  const fail = (): void => {
    failed = true;
    workHere(pendings.plan);
    workHere(pendings.check);
    workHere(pendings.parse);
    workHere(pendings.gates);
    workHere(pendings.traces);
    workHere(pendings.imports);
  };
  let thread: Worker | null = null;
  /** Started when it is first needed, so that the first screen does not share the processor with it. */
  const started = (): Worker => {
    if (thread !== null) return thread;
    thread = startThread([EDITING_THREAD], file);
    thread.on('message', (answer: Answer) => settle(pendings, answer));
    thread.on('error', fail);
    thread.on('messageerror', fail);
    thread.on('exit', fail);
    // The screen keeps the program running, not its desk.
    thread.unref();
    return thread;
  };
  const ask = <Value>(waiting: Map<number, Pending<Value>>, request: (id: number) => Request, here: () => Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (failed) return void here().then(resolve, reject);
      const id = ++last;
      waiting.set(id, { resolve, reject, here });
      started().postMessage(request(id), []);
    });
  return {
    desk: {
      surroundings: desk.surroundings,
      plan: (...args) => ask(pendings.plan, (id) => ({ id, name: 'plan', args }), () => desk.plan(...args)),
      check: (...args) => ask(pendings.check, (id) => ({ id, name: 'check', args }), () => desk.check(...args)),
      parse: (...args) => ask(pendings.parse, (id) => ({ id, name: 'parse', args }), () => desk.parse(...args)),
      gates: (...args) => ask(pendings.gates, (id) => ({ id, name: 'gates', args }), () => desk.gates(...args)),
      traces: (...args) => ask(pendings.traces, (id) => ({ id, name: 'traces', args }), () => desk.traces(...args)),
      imports: (...args) => ask(pendings.imports, (id) => ({ id, name: 'imports', args }), () => desk.imports(...args)),
    },
    close: () => {
      for (const waiting of Object.values(pendings)) waiting.clear();
      void thread?.terminate();
    },
  };
};
