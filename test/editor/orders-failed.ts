/** A small post-mortem to edit: one timeline entry, one action item. */
export const TEXT = `# Orders failed

## Summary

Orders failed.

## Timeline

| Time (UTC) | Event |
|---|---|
| 2026-04-24 23:50 | Deploy begins |

## Action items

| ID | Action | Owner |
|---|---|---|
| AI-1 | Alert on the pool | @mira-holt |
`;
