/** A document with one error (31 June cannot exist), and one warning-free account otherwise. */
export const WITH_ERROR = `# Queue stopped

Status: resolved

## Timeline

All times are UTC.

- 2026-06-30 10:00 Consumers stop
- 2026-06-31 10:20 Consumers start again

## Root cause

The disk was full.
`;

/** The same without the error. */
export const WITHOUT_ERROR = WITH_ERROR.replace('2026-06-31', '2026-06-30');
