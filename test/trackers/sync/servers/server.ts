import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What may go wrong between a client and a tracker. */
export const FAULTS = [
  /** The limit of requests is reached: nothing was done. */
  'limited',
  /** A proxy answers for a server that was never asked. */
  'bad-gateway',
  /** A proxy gives up on a server that did it. */
  'bad-gateway-after',
  /** The connection breaks before the request is read. */
  'broken',
  /** The server did it, and the answer is lost: what a time-out after the creation looks like. */
  'lost-answer',
  /** A proxy delivers the request twice. */
  'twice',
  /** The answer takes its time. */
  'slow',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A tracker without a network: what it holds, and how it answers. */
export interface Model {
  readonly handle: (request: Request) => Reply | Promise<Reply>;
  readonly isWrite: (request: Request) => boolean;
  /** How this vendor says that there were too many requests. */
  readonly limit: () => Reply;
}

export interface RunningServer {
  readonly url: string;
  readonly requests: readonly Request[];
  /** Requests that changed something. */
  readonly writes: () => number;
  /** Decides for each request what goes wrong. */
  fault: (request: Request, isWrite: boolean) => Fault | null;
  /** Told of each write before it is done; may end the client. */
  onWrite: (count: number) => void;
}

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
};

const send = (response: ServerResponse, { status, headers = {}, body }: Reply): void => {
  response.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }), ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

/** Serves a model on loopback until the test is over. */
export const serve = async (model: Model): Promise<RunningServer> => {
  const requests: Request[] = [];
  let writes = 0;
  const server = createServer((incoming, response) => {
    void (async () => {
      const url = new URL(incoming.url ?? '/', 'http://localhost');
      const request: Request = { method: incoming.method ?? 'GET', path: url.pathname, query: Object.fromEntries(url.searchParams), headers: incoming.headers, body: await bodyOf(incoming) };
      requests.push(request);
      const isWrite = model.isWrite(request);
      if (isWrite) running.onWrite(++writes);
      switch (running.fault(request, isWrite)) {
        case 'limited': return send(response, model.limit());
        case 'bad-gateway': return send(response, { status: 502, body: { message: 'Bad Gateway' } });
        case 'bad-gateway-after':
          await model.handle(request);
          return send(response, { status: 502, body: { message: 'Bad Gateway' } });
        case 'broken': return void incoming.socket.destroy();
        case 'lost-answer':
          await model.handle(request);
          return void incoming.socket.destroy();
        case 'twice':
          await model.handle(request);
          return send(response, await model.handle(request));
        case 'slow': {
          const reply = await model.handle(request);
          setTimeout(() => send(response, reply), 30);
          return;
        }
        case null: return send(response, await model.handle(request));
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const running: RunningServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    writes: () => writes,
    fault: () => null,
    onWrite: () => undefined,
  };
  return running;
};
