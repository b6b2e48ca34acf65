/** One small incident in the forms that teams write; every edit must work in each. */
export const FORMS = {
  canonical: `---
postmortem: 1
id: 2026-03-12-orders
title: Orders failed
status: draft
severity: SEV2 # as declared on the call
services: [orders]
timezone: UTC
authors: ["@mira"]
trigger:
  change: deploy
---

## Summary

Orders failed for 41 minutes.

## Timeline

| Time (UTC) | Milestone | Event | Actor | Evidence |
|---|---|---|---|---|
| 2026-03-12 14:06 | started | Image rolled out | human | [log](https://e.example/1) |
| 2026-03-12 14:19 | detected | Pager fires | alert | |
| 2026-03-12 14:47 | mitigated | Rolled back | human | |

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
| ratio | 0.001 | 0.97 | ratio | | | |

## Root cause

The pipeline was the only check. → AI-1

## Contributing factors

- **No schema check at start.** The pod was ready. → AI-2
- The alert waited ten minutes.

## Five whys

1. Why did orders fail? A column was missing. [trace](https://e.example/2)
   1. Why was it missing? No migration. → AI-1
2. Why so long? The alert waited. → AI-2

## Action items

| ID | Action | Type | Priority | Owner | Due | Gate | Status | Ticket |
|---|---|---|---|---|---|---|---|---|
| AI-1 | Reject direct updates | prevent | P0 | @mira | 2026-03-26 | | open | |
| AI-2 | Check the schema at start | prevent | P1 | | | | open | [ORD-2](https://e.example/ORD-2) |

## Lessons learned

A pipeline protects those who use it.
`,
  bullets: `# Orders failed

- Date: 2026-03-12
- Severity: SEV2

## What happened

Orders failed for a while.

## Timeline (UTC)

### 2026-03-12

- 14:06 Image rolled out
- 14:19 Pager fires
- 14:47 Rolled back

## Root cause

* The pipeline was the only check.
* No schema check at start.

## Action items

- [ ] Reject direct updates (owner: @mira, due: 2026-03-26)
- [x] Check the schema at start #12

## Lessons learned

We learned.
`,
  headings: `# Orders failed

**Date:** 2026-03-12

**Severity:** SEV2

## Summary

Orders failed.

## Timeline

All times in UTC.

### 14:06

Image rolled out.

### 14:19

Pager fires.

### 14:47

Rolled back.

## Next steps

### Reject direct updates

At the API server.

**Owner:** @mira

### Check the schema at start

In the readiness probe.
`,
  numbered: `# Orders failed

## Overview

It was bad.

## Timeline of events

1. 2026-03-12 14:06 UTC - Image rolled out
2. 2026-03-12 14:19 UTC - Pager fires
3. 2026-03-12 14:47 UTC - Rolled back

## Follow-up actions

1. Reject direct updates
2. Check the schema at start
`,
  table: `# Orders failed

| Severity | SEV2 |
|----------|------|
| Date     | 2026-03-12 |

## Summary

It was bad.

## Timeline

| When             | What             |
|------------------|------------------|
| 2026-03-12 14:06 | Image rolled out |
| 2026-03-12 14:47 | Rolled back      |

## Actions

| Action                    | Who   | Status |
|---------------------------|-------|--------|
| Reject direct updates     | @mira | To do  |
| Check the schema at start |       | Done   |
`,
} as const;
export type Form = keyof typeof FORMS;
