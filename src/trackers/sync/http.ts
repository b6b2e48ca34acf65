import { UserError } from '../../record/errors.ts';
import { neutralise } from '../../record/neutralise.ts';
import { VERSION } from '../../workspace/version.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { cut } from './body/words.ts';

/** An answer that says no. 4xx of a write are about the issue; others about everything. */
export class Refused extends UserError {
  readonly status: number;

  constructor(status: number, message: string, hint?: string) {
    super(message, hint === undefined ? {} : { hint });
    this.name = 'Refused';
    this.status = status;
  }
}

/** A request was sent and nobody knows what came of it. */
export class OutcomeUnknown extends UserError {
  constructor(reason: string) {
    super(`the tracker did not answer: ${reason}`, { hint: 'what was done stands: run again to go on' });
    this.name = 'OutcomeUnknown';
  }
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** After the base, segments encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** False where a second one would do more than the first: then a lost answer is thrown as `OutcomeUnknown`, not tried again. */
  readonly repeatable: boolean;
  /** True where the call changes something, so that writes keep their distance. */
  readonly writes: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the answer has no body. */
  readonly json: unknown;
}

export interface HttpClient {
  /** Gives answers below 400; others are thrown as `Refused`, unless `allowed` names their status. */
  readonly call: (call: Call, allowed?: readonly number[]) => Promise<Answer>;
  /** The error for words with which the tracker refused, made safe to print. */
  readonly refusal: (status: number, words: string) => Refused;
}

export interface HttpPorts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly connection: Connection;
  /** Milliseconds between the starts of two writes. */
  readonly pause: number;
  /** Told before a long wait. */
  readonly notify: (message: string) => void;
  /** Words of an answer's error that its status does not tell, such as GraphQL's limits. */
  readonly limited?: (answer: Answer) => boolean;
}

const TIMEOUT = 30_000;
const LARGEST = 50_000_000;
const ATTEMPTS = 6;
const FIRST_WAIT = 500;
const LONGEST_BACKOFF = 30_000;
/** What GitHub asks for where a limit does not say how long it lasts. */
const UNSTATED_LIMIT = 60_000;
/** Longer than any window of the four trackers; who waits longer has forgotten the terminal. */
const LONGEST_LIMIT = 3_900_000;
const LIMITS = 20;

/** The bytes of an answer, at most so many. */
const textOf = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST) throw new UserError(`the tracker's answer is larger than ${LARGEST / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const jsonOf = (text: string): unknown => {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
};

/** Words in an answer that say what is wrong, wherever the vendor puts them. */
const wordsIn = (value: unknown, depth = 0): string[] => {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || depth > 3) return [];
  if (Array.isArray(value)) return value.slice(0, 5).flatMap((item) => wordsIn(item, depth + 1));
  return Object.entries(value)
    .filter(([key]) => key !== 'documentation_url' && key !== 'status' && key !== 'extensions')
    .flatMap(([key, inner]) => (typeof inner === 'string' ? [depth > 0 && !/^(?:message|code|field|resource)$/.test(key) ? `${key}: ${inner}` : inner] : wordsIn(inner, depth + 1)));
};

/** How long to wait by what the answer says, in milliseconds; null where it says nothing. */
export const statedWait = (headers: Headers, now: number): number | null => {
  const after = headers.get('retry-after');
  if (after !== null) {
    const seconds = Number(after);
    const wait = Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1000;
    if (!Number.isNaN(wait)) return Math.max(0, wait);
  }
  const resets = ['x-ratelimit-reset', 'ratelimit-reset', 'x-ratelimit-requests-reset', 'x-ratelimit-complexity-reset', 'x-ratelimit-endpoint-requests-reset'].flatMap((name) => {
    // A window that has requests left is not the one that closed.
    const left = headers.get(name.replace('reset', 'remaining'));
    const reset = Number(headers.get(name) ?? NaN);
    if (Number.isNaN(reset) || (left !== null && Number(left) > 0)) return [];
    return [Math.max(0, (reset > 1e11 ? reset : reset * 1000) - now)];
  });
  return resets.length === 0 ? null : Math.max(...resets);
};

const isLimit = ({ status, headers, json }: Answer): boolean =>
  status === 429 || (status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || wordsIn(json).some((words) => /rate limit/i.test(words))));

/** A server or a proxy that may do better next time. */
const isPassing = (status: number): boolean => status === 408 || status >= 500;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'the connection failed';
  if (error.name === 'TimeoutError') return `nothing came within ${TIMEOUT / 1000} s`;
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : '';
  return code === '' ? 'the connection failed' : `the connection failed (${code})`;
};

const HINTS: Readonly<Record<number, string>> = {
  401: 'is the token right, and still valid?',
  403: 'what the token must be allowed to do stands in docs/trackers.md',
  404: 'is the project written as the tracker writes it, and may the token see it?',
};

/** Talks JSON with one tracker: waits where it is asked to, tries again where that is safe, and never prints a secret. */
export const httpClient = ({ fetch, clock, connection, pause, notify, limited = () => false }: HttpPorts): HttpClient => {
  let lastWrite = -Infinity;

  const shown = (text: string): string => cut(connection.secrets.reduce((words, secret) => words.replaceAll(secret, '[token]'), neutralise(text)), 300);

  const backoff = async (attempt: number): Promise<void> => {
    await clock.sleep(Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** attempt) * (0.5 + clock.random() / 2));
  };

  const send = async ({ method, path, query, body, writes }: Call): Promise<Answer> => {
    if (writes) {
      const early = lastWrite + pause - clock.now();
      if (early > 0) await clock.sleep(early);
      lastWrite = clock.now();
    }
    const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
    const response = await fetch(`${connection.base}${path}${search}`, {
      method,
      headers: { accept: 'application/json', 'user-agent': `postmortem-kit/${VERSION}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...connection.headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A redirect may lead to another host, which is not to see the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return { status: response.status, headers: response.headers, json: jsonOf(await textOf(response)) };
  };

  const waitForLimit = async ({ headers }: Answer): Promise<void> => {
    const wait = statedWait(headers, clock.now()) ?? UNSTATED_LIMIT;
    if (wait > LONGEST_LIMIT) throw new UserError(`the tracker's limit of requests lasts until ${new Date(clock.now() + wait).toISOString()}`, { hint: 'what was done stands: run again then' });
    if (wait > 5_000) notify(`the tracker asks to wait ${Math.ceil(wait / 1000)} s`);
    await clock.sleep(wait + 1_000 * clock.random());
  };

  const refusal = (status: number, words: string): Refused => new Refused(status, `the tracker refused with ${status}${words === '' ? '' : `: ${shown(words)}`}`, HINTS[status]);

  const refused = ({ status, json }: Answer): Refused =>
    status >= 300 && status < 400
      ? new Refused(status, 'the tracker says that the project has moved', 'write its new name, and check the address in the environment')
      : refusal(status, [...new Set(wordsIn(json))].join('; '));

  return {
    refusal,
    call: async (call, allowed = []) => {
      let limits = 0;
      for (let attempt = 0; ; ) {
        let answer: Answer;
        try {
          answer = await send(call);
        } catch (error) {
          if (error instanceof UserError) throw error;
          if (!call.repeatable || attempt >= ATTEMPTS - 1) throw new OutcomeUnknown(reasonOf(error));
          await backoff(attempt++);
          continue;
        }
        if (isLimit(answer) || limited(answer)) {
          // A request beyond a limit was not looked at, so that any may be sent again.
          if (++limits > LIMITS) throw refused(answer);
          await waitForLimit(answer);
        } else if (answer.status < 300 || allowed.includes(answer.status)) {
          return answer;
        } else if (isPassing(answer.status)) {
          if (!call.repeatable) throw new OutcomeUnknown(`status ${answer.status}`);
          if (attempt >= ATTEMPTS - 1) throw refused(answer);
          await backoff(attempt++);
        } else throw refused(answer);
      }
    },
  };
};
