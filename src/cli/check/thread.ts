import { nodeHost } from '../../workspace/node-host.ts';
import { workspaceReader } from '../../workspace/records.ts';
import { openExaminer, type ExaminationSetup } from './examine.ts';
import type { Batch, Examinations } from './threads.ts';

/** Examines the batches that the thread is sent, and answers each in turn. False where this is no such thread. */
export const serveThread = async (): Promise<boolean> => {
  // Loaded late, because this file is in the pack of every check, from which nothing can be imported.
  const { parentPort: port, workerData } = process.getBuiltinModule('node:worker_threads');
  if (port === null) return false;
  const setup: ExaminationSetup = workerData;
  const workspace = { ...setup.place, host: nodeHost() };
  const { examine } = openExaminer(workspace, setup, await workspaceReader(workspace), null);
  const answer = async (batch: Batch): Promise<Examinations> => {
    const examinations = [];
    for (const [path, text] of batch) examinations.push(await examine(path, text));
    return examinations;
  };
  let last = Promise.resolve();
  port.on('message', (batch: Batch) => {
    last = last.then(async () => port.postMessage(await answer(batch)));
  });
  return true;
};
