import { UserError } from '../../record/errors.ts';
import { nodeHost } from '../../workspace/node-host.ts';
import { openDesk, type Desk } from './desk.ts';

/** What the desk does on demand. */
export type Work = Pick<Desk, 'plan' | 'check' | 'parse' | 'gates' | 'traces' | 'imports'>;

/** What the desk is asked to do, */
export type Request = { readonly [Name in keyof Work]: { readonly id: number; readonly name: Name; readonly args: Parameters<Work[Name]> } }[keyof Work];

/** and what comes back: what was asked for, or an error of the user's. */
export type Answer =
  | { readonly [Name in keyof Work]: { readonly id: number; readonly name: Name; readonly value: Awaited<ReturnType<Work[Name]>> } }[keyof Work]
  | { readonly id: number; readonly name: 'error'; readonly message: string; readonly hint: string | null; readonly place: string | null };

const perform = async (desk: Work, request: Request): Promise<Answer> => {
  const { id } = request;
  switch (request.name) {
    case 'plan': return { id, name: 'plan', value: await desk.plan(...request.args) };
    case 'check': return { id, name: 'check', value: await desk.check(...request.args) };
    case 'parse': return { id, name: 'parse', value: await desk.parse(...request.args) };
    case 'gates': return { id, name: 'gates', value: await desk.gates(...request.args) };
    case 'traces': return { id, name: 'traces', value: await desk.traces(...request.args) };
    case 'imports': return { id, name: 'imports', value: await desk.imports(...request.args) };
  }
};

const failure = (id: number, error: unknown): Answer => {
  const { message, hint, place } = error instanceof UserError ? error : new UserError(error instanceof Error ? error.message : String(error));
  return { id, name: 'error', message, hint, place };
};

/** Serves the desk of one document from this thread. False where this is no such thread. */
export const serveDesk = async (): Promise<boolean> => {
  const { parentPort: port, workerData } = process.getBuiltinModule('node:worker_threads');
  if (port === null) return false;
  const file: string = workerData;
  // Where the document cannot be opened any more the thread fails, and the work is done where it was opened before.
  const { desk } = await openDesk(nodeHost(), file);
  port.on('message', async (request: Request) => {
    port.postMessage(await perform(desk, request).catch((error: unknown) => failure(request.id, error)));
  });
  return true;
};
