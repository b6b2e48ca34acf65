import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/record/errors.ts';
import { apiAddress, token } from '../../../src/trackers/sync/connection.ts';
import { httpClient, OutcomeUnknown, statedWait, type Call } from '../../../src/trackers/sync/http.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const SECRET = 'ghp_secret0123456789';

type Answer = Response | Error | (() => Response);

/** A client that gets these answers, one after the other. */
const clientOf = (answers: readonly Answer[], pause = 0) => {
  let now = NOW;
  const slept: number[] = [];
  const clock = {
    slept,
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
  const sent: { readonly url: string; readonly init: RequestInit }[] = [];
  const notices: string[] = [];
  const http = httpClient({
    clock,
    pause,
    notify: (message) => void notices.push(message),
    connection: { base: 'https://tracker.example', headers: { authorization: `Bearer ${SECRET}` }, secrets: [SECRET] },
    fetch: async (url, init) => {
      const answer = answers[sent.length];
      sent.push({ url: String(url), init: init ?? {} });
      if (answer instanceof Error) throw answer;
      if (answer === undefined) throw new Error('no more answers');
      return typeof answer === 'function' ? answer() : answer;
    },
  });
  return { http, clock, sent, notices };
};

const READ: Call = { method: 'GET', path: '/issues', repeatable: true, writes: false };
const CREATE: Call = { method: 'POST', path: '/issues', body: {}, repeatable: false, writes: true };
const ok = (): Response => Response.json({ fine: true });
const reset = new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });

describe('a call', () => {
  test('that may be repeated is, after a broken connection and after an error of the server', async () => {
    const { http, sent, clock } = clientOf([reset, new Response('', { status: 502 }), ok()]);
    expect((await http.call(READ)).json).toEqual({ fine: true });
    expect(sent).toHaveLength(3);
    expect(clock.slept).toEqual([375, 750]);
  });

  test('gives up after six attempts', async () => {
    const { http, sent } = clientOf(Array.from({ length: 9 }, () => reset));
    await expect(http.call(READ)).rejects.toThrow(OutcomeUnknown);
    expect(sent).toHaveLength(6);
  });

  test.each([reset, new Response('', { status: 500 }), new Response('', { status: 504 }), new DOMException('late', 'TimeoutError')])('that may not be repeated is not, where nobody knows what came of it', async (answer) => {
    const { http, sent } = clientOf([answer, ok()]);
    await expect(http.call(CREATE)).rejects.toThrow(OutcomeUnknown);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['429 with seconds', new Response('', { status: 429, headers: { 'retry-after': '7' } }), 7_000],
    ['429 without a word', new Response('', { status: 429 }), 60_000],
    ['a secondary limit', Response.json({ message: 'You have exceeded a secondary rate limit' }, { status: 403 }), 60_000],
    ['403 with a header', new Response('', { status: 403, headers: { 'retry-after': '3' } }), 3_000],
  ])('beyond a limit waits as it is told, and is sent again whatever it does: %s', async (_, answer, wait) => {
    const { http, sent, clock } = clientOf([answer, ok()]);
    await http.call(CREATE);
    expect(sent).toHaveLength(2);
    expect(clock.slept).toEqual([wait + 500]);
  });

  test('that would wait for hours says until when instead', async () => {
    const { http } = clientOf([new Response('', { status: 429, headers: { 'retry-after': '7200' } })]);
    await expect(http.call(READ)).rejects.toThrow(/limit of requests lasts until/);
  });

  test('follows no redirect, and says that the project moved', async () => {
    const { http, sent } = clientOf([new Response('', { status: 301, headers: { location: 'https://evil.example/' } })]);
    await expect(http.call(READ)).rejects.toThrow(/has moved/);
    expect(sent.map(({ url, init }) => [url, init.redirect])).toEqual([['https://tracker.example/issues', 'manual']]);
  });

  test('that is refused tells the words of the tracker without the token, and nothing that acts on a terminal', async () => {
    const { http } = clientOf([Response.json({ message: `Bad ${SECRET} \u001b[31m`, errors: [{ field: 'title', code: 'too_long' }] }, { status: 422 })]);
    const error = await http.call(READ).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(/refused with 422: Bad \[token\] <U\+001B>\[31m; title; too_long/);
  });

  test('that writes keeps its distance from the one before', async () => {
    const { http, clock } = clientOf([ok, ok, ok].map((answer) => answer()), 1_000);
    await http.call(CREATE);
    await http.call(CREATE);
    await http.call(READ);
    expect(clock.slept).toEqual([1_000]);
  });
});

const waitOf = (headers: Record<string, string>): number | null => statedWait(new Headers(headers), NOW);

describe('the wait that an answer states', () => {
  test('is read in seconds, as a date, and from the windows of each vendor', () => {
    expect(waitOf({ 'retry-after': '5' })).toBe(5_000);
    expect(waitOf({ 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' })).toBe(30_000);
    expect(waitOf({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 90) })).toBe(90_000);
    expect(waitOf({ 'ratelimit-remaining': '0', 'ratelimit-reset': String(NOW / 1000 + 10) })).toBe(10_000);
    expect(waitOf({ 'x-ratelimit-requests-remaining': '10', 'x-ratelimit-requests-reset': String(NOW + 99_000), 'x-ratelimit-complexity-remaining': '0', 'x-ratelimit-complexity-reset': String(NOW + 4_000) })).toBe(4_000);
    expect(waitOf({})).toBeNull();
    expect(waitOf({ 'retry-after': 'soon' })).toBeNull();
  });
});

describe('an address of an API', () => {
  test('is https, or on this machine', () => {
    expect(apiAddress('JIRA_URL', 'https://acme.atlassian.net/')).toBe('https://acme.atlassian.net');
    expect(apiAddress('JIRA_URL', 'http://127.0.0.1:8080/api')).toBe('http://127.0.0.1:8080/api');
    expect(apiAddress('JIRA_URL', 'http://[::1]:8080')).toBe('http://[::1]:8080');
  });

  test.each(['http://tracker.example', 'http://127.0.0.1.evil.example', 'ftp://tracker.example', 'https://user:pass@tracker.example', 'https://tracker.example/?x=1', 'tracker'])('is not %s', (written) => {
    expect(() => apiAddress('JIRA_URL', written)).toThrow(UserError);
  });
});

test('a token with a line break is told of, and not shown', () => {
  expect(() => token({ T: 'abc\ndef' }, 'work', 'T')).toThrow(/^T holds characters/);
  expect(() => token({}, 'work', 'T', 'U')).toThrow('T or U is not set');
});
