import { expect, test } from 'vitest';
import { assert, property, string } from 'fast-check';
import { check } from './check.ts';
import { applyFixes } from '../../src/rules/fixes.ts';
import { findSecrets, mayHoldSecrets } from '../../src/rules/safety/secret-detector.ts';

/** Each secret is put together here, so that no scanner of this repository finds one. */
const letters = 'aB3dE6gH1jK4mN7pQ0sT2vW5yZ8bC1dF3gH5iJ9kL2mN4pQ6rS8tU0vW1xY3zA5bC7';

test.each([
  ['GitHub', `ghp_${letters.slice(0, 36)}`],
  ['GitLab', `glpat-${letters.slice(0, 24)}`],
  ['Slack', `xoxb-${'1'.repeat(12)}-${letters.slice(0, 20)}`],
  ['Stripe', `sk_live_${letters.slice(0, 30)}`],
  ['npm', `npm_${letters.slice(0, 36)}`],
  ['Groq', `gsk_${letters.slice(0, 52)}`],
  ['AWS', `AWS_SECRET_ACCESS_KEY=${letters.slice(0, 40)}`],
  ['a password', 'https://ada:tr0ub4dor@shop.se/x'],
])('the prefilter lets the secret of %s through, and the fix removes it', (_name, secret) => {
  const text = `# Outage\n\nIt logged ${secret} twice.\n`;
  expect(mayHoldSecrets(text)).toBe(true);
  const found = check(text, { only: ['safety/secret'] });
  expect(found.length).toBeGreaterThan(0);
  expect(check(applyFixes(text, found).text, { only: ['safety/secret'] })).toEqual([]);
});

test('messages never repeat the secret', () => {
  const secret = `ghp_${letters.slice(0, 36)}`;
  expect(JSON.stringify(check(`token ${secret}\n`, { only: ['safety/secret'] })[0]?.message)).not.toContain(secret);
});

test('any text is searched without an error, and what is found lies within it', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(findSecrets(text).every(({ start, end }) => start >= 0 && start < end && end <= text.length)).toBe(true);
    }),
  );
});
