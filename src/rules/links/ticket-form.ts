import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { from } from '../profile.ts';

export const ticketForm = defineRule({
  id: 'links/ticket-form',
  since: '0.1.0',
  severity: { adopted: 'info', ...from('draft', 'warning') },
  docs: {
    summary: 'The Ticket cell of an action item holds words that are no ticket of a known form',
    why: 'Nobody can open it, and an export to a tracker makes a second ticket for the same work.',
    fix: 'Write a link, `#123`, `owner/repository#123` or a key such as OPS-123; leave the cell empty where there is none yet.',
    sources: [],
  },
  options: noOptions,
  examples: [
    {
      name: 'a promise for a ticket',
      document: '# Queue stopped\n\n## Action items\n\n| ID | Action | Owner | Ticket |\n|---|---|---|---|\n| AI-1 | Alert on the age of the queue | @orders | see the board |\n',
      findings: ['7:52-7:65 info "see the board" is no ticket of a known form'],
    },
    {
      name: 'a key, a number, and none yet',
      document:
        '# Queue stopped\n\n## Action items\n\n| ID | Action | Owner | Ticket |\n|---|---|---|---|\n| AI-1 | Alert on the age of the queue | @orders | OPS-12 |\n| AI-2 | Page on it | @orders | #77 |\n| AI-3 | Drop the old queue | @orders | — |\n',
      findings: [],
    },
  ],
  *check({ record, document }): Iterable<RuleFinding> {
    for (const { tickets, fields } of record.actions) {
      const cell = fields.ticket;
      if (tickets.length > 0 || !cell) continue;
      const written = document.text.slice(cell.start, cell.end).trim();
      if (!/\p{L}/u.test(written) || /^\W*(?:tbd|tba|todo|none|n\/?a|no|pending|to be (?:created|filed))\b/i.test(written)) continue;
      yield { source: cell, message: `"${written}" is no ticket of a known form`, suggestion: 'Write a link, #123 or a key such as OPS-123' };
    }
  },
});
