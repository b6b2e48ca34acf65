/** What `postmortem actions due` prints: for people at a terminal, for Slack, for an issue or a comment, for programs. */
export const REMINDER_FORMATS = ['text', 'slack', 'markdown', 'json'] as const;
