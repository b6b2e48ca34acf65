import type { Worker } from 'node:worker_threads';
import type { Host } from '../../workspace/host.ts';
import { EXAMINING_THREAD } from '../thread-argument.ts';
import type { Examination, ExaminationSetup } from './examine.ts';

/** A document to examine. */
export type Document = readonly [path: string, text: string];
/** What a thread is sent at once, */
export type Batch = readonly Document[];
/** and its answer, in the same order. */
export type Examinations = readonly Examination[];

/** Documents in a batch: few, so that all threads end at about the same time. */
const BATCH = 8;

/** A thread loads the program and warms up for as long as so many documents take. */
const WORTHWHILE = 250;

/** How many threads to use for so many documents, this one included. */
export const threadsFor = (documents: number, most: number): number => Math.max(1, Math.min(most, Math.floor(documents / WORTHWHILE)));

/** Lets messages of threads come in. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Hands out documents, each once. */
const queueOf = (documents: readonly Document[]) => {
  let next = 0;
  return { take: (most: number): Batch => documents.slice(next, (next += most)) };
};

/** Sends batches and waits for the answers, which come in the order of sending. Rejects for good once the thread has failed. */
const talkTo = (thread: Worker) => {
  const waiting: { readonly resolve: (answer: Examinations) => void; readonly reject: (cause: unknown) => void }[] = [];
  let failure: unknown = null;
  const fail = (cause: unknown): void => {
    failure ??= cause;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  thread.on('message', (answer: Examinations) => waiting.shift()?.resolve(answer));
  thread.on('error', fail);
  thread.on('messageerror', fail);
  thread.on('exit', (code) => fail(new Error(`the thread ended with ${code}`)));
  return (batch: Batch): Promise<Examinations> =>
    new Promise((resolve, reject) => {
      if (failure !== null) reject(failure);
      else {
        waiting.push({ resolve, reject });
        thread.postMessage(batch, []);
      }
    });
};

/** Documents that any thread may examine, and those that stay in this one. */
interface SharedWork {
  readonly shared: readonly Document[];
  readonly own: readonly Document[];
}

/**
 * Examines documents here and in other threads at once. What a thread cannot do, for whatever reason, is done
 * here, and fails here as it would without threads.
 */
export const examineInThreads = async (
  { shared, own }: SharedWork,
  setup: ExaminationSetup,
  threads: number,
  startThread: NonNullable<Host['startThread']>,
  examine: (path: string, text: string) => Promise<Examination>,
  onExamined: (path: string, examination: Examination) => void,
): Promise<void> => {
  const queue = queueOf(shared);
  const left: Document[] = [];
  const keep = (batch: Batch, answer: Examinations): void => {
    for (const [index, document] of batch.entries()) {
      const examination = answer[index];
      if (examination) onExamined(document[0], examination);
      else left.push(document);
    }
  };
  const examineHere = async ([path, text]: Document): Promise<void> => onExamined(path, await examine(path, text));
  const delegate = async (send: (batch: Batch) => Promise<Examinations>): Promise<void> => {
    for (let batch = queue.take(BATCH); batch.length > 0; batch = queue.take(BATCH)) {
      try {
        keep(batch, await send(batch));
      } catch {
        left.push(...batch);
        return;
      }
    }
  };
  const started = Array.from({ length: threads - 1 }, () => startThread([EXAMINING_THREAD], setup));
  try {
    // Two batches under way for each thread, so that none waits while its answer is read.
    const delegated = started.map(talkTo).flatMap((send) => [delegate(send), delegate(send)]);
    const here = queueOf(own);
    const next = (): Document | undefined => here.take(1)[0] ?? queue.take(1)[0];
    for (let document = next(); document; document = next()) {
      await examineHere(document);
      await turn();
    }
    await Promise.all(delegated);
    for (const document of left) await examineHere(document);
  } finally {
    // Their memory is free again before the rest is done.
    await Promise.all(started.map((thread) => thread.terminate()));
  }
};
