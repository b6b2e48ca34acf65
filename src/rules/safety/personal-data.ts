import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { codeBlocks } from '../snippets/code-blocks.ts';

const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w-])/g;
const card = /(?<![\d.-])(?:\d[ -]?){12,18}\d(?![\d.-])/g;
/** Mailboxes of roles and services, and the domains that RFC 2606 keeps for examples. */
const impersonal = /^(?:git|no-?reply|support|info|admin|security|postmaster|root|help|contact|ops|oncall|on-call|alerts?|team|user|you)@|@(?:.*\.)?(?:example\.(?:com|org|net)|.*\.(?:example|test|invalid|local|internal|svc))$|iam\.gserviceaccount\.com$|@v?\d|\.(?:service|socket|png|svg)$/i;

/** The check digit of payment cards (ISO/IEC 7812-1, Luhn), and a first digit that an issuer has. */
const isCard = (written: string): boolean => {
  const digits = written.replace(/[ -]/g, '');
  if (!/^[3-6]/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

const quoted = (words: string): string => `# Outage\n\n\`\`\`\n${words}\n\`\`\`\n`;

export const personalData = defineRule({
  id: 'safety/personal-data',
  since: '0.1.0',
  severity: { adopted: 'warning', draft: 'warning', review: 'warning', final: 'error', closed: 'error' },
  docs: {
    summary: 'A quoted log or prompt holds personal data: a mail address, a payment card number',
    why: 'Post-mortems are shared widely and kept for ever; the customer whose request failed did not agree to that.',
    fix: 'Redact it; `--fix` writes `[REDACTED]`.',
    sources: ['GDPR, article 5 (1) c: data minimisation', 'ISO/IEC 7812-1 (check digit)'],
  },
  options: noOptions,
  examples: [
    { name: 'a customer in a log', document: quoted('login failed for jane.roe@mail.shop.se'), findings: ['4:18-4:39 warning The quoted text holds a mail address'], fixed: quoted('login failed for [REDACTED]') },
    { name: 'a card', document: quoted('charge 4539 1488 0343 6467 declined'), findings: ['4:8-4:27 warning The quoted text holds a payment card number'], fixed: quoted('charge [REDACTED] declined') },
    { name: 'services, examples, commits and ids', document: quoted('git@github.com 1700000000000000 ops@shop.se me@example.com pod@v1.2 4539148803436466'), findings: [] },
    { name: 'authors sign with their address', document: '# Outage\n\nAuthor: jane.roe@mail.shop.se\n', findings: [] },
  ],
  *check({ document }): Iterable<RuleFinding> {
    for (const block of codeBlocks(document)) {
      const found = [
        ...[...block.value.matchAll(email)].filter(([words]) => !impersonal.test(words)).map((match) => ({ match, what: 'a mail address' })),
        ...[...block.value.matchAll(card)].filter(([words]) => isCard(words) && !/^\d{12,15}$|^1\d+$/.test(words)).map((match) => ({ match, what: 'a payment card number' })),
      ];
      for (const { match, what } of found) {
        const start = block.start + match.index;
        const end = start + match[0].length;
        yield { source: document.lines.source(start, end), message: `The quoted text holds ${what}`, suggestion: 'Redact it', fix: { description: 'Redact it', edits: [{ start, end, text: '[REDACTED]' }] } };
      }
    }
  },
});
