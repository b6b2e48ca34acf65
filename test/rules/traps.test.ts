import { expect, test } from 'vitest';
import { check, shown } from './check.ts';

/** What looks like a contradiction in real documents and is none. */
const TRAPS: readonly (readonly [name: string, text: string])[] = [
  ['working hours that are said to be', '# Pool full\n\n- **Key events**\n  - First detected: 2026-02-02 16:04\n  - Resolved: 2026-02-04 11:12\n\n- **Time to resolve**: 9h (during support hours 10:00-17:00)\n'],
  ['working hours that another place mentions', '# Pool full\n\nTimes to repair count support hours, 10:00-17:00.\n\n- **Key events**\n  - First detected: 2026-02-02 16:04\n  - Repaired: 2026-02-03 11:00\n\n- **Time to repair**: 2h\n'],
  ['midnight between bare times', '# Queue, 2026-03-01\n\n## Timeline\n\n- 22:10 Stops\n- 23:58 Restarted\n- 00:05 Flows\n- 01:20 Empty\n'],
  ['history before the incident', '# Queue, 2026-03-01\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n| 2025-12-05 16:21 | Bug introduced |\n| 2026-02-27 05:54 | Stable image deployed |\n| 2026-03-01 10:00 | Queue stops |\n| 2026-03-01 10:40 | Queue runs |\n'],
  ['bullets that repeat the time above them', '# Chain, 2026-03-05\n\n## Timeline (UTC)\n\n- 08:30 Proposals fail\n  - 08:30 First report\n  - 08:41 Confirmed\n- 08:35 Call starts\n- 09:10 Fixed\n'],
  ['a latent length and a visible one', '# Certificates, 2026-04-18\n\n**Duration:** 7 hours 21 minutes from expiry to recovery, of which 1 hour 41 minutes visible to users\n\n## Timeline (UTC)\n\n- 07:00 Certificates expire\n- 12:40 Users report errors\n- 14:21 Recovered\n'],
  ['an approximation within its rounding', '# Queue\n\n- **Key events**\n  - First detected: 2026-02-02 10:04\n  - Resolved: 2026-02-02 16:40\n\n- **Time to resolve**: ~7h\n'],
  ['two entries of one minute, and one to the second', '# Queue, 2026-03-01\n\n## Timeline (UTC)\n\n- 10:00:40 Stops\n- 10:00 Alert\n- 10:05 Restarted\n'],
  ['times mentioned inside an entry', '# Queue, 2026-03-01\n\n## Timeline (UTC)\n\n- 10:00 Stops; the last message was of 09:12\n- 10:20 Somebody remembers the restart at 08:00\n- 10:30 Runs\n'],
  ['approximate times that overlap', '# Queue, 2026-03-01\n\n## Timeline (UTC)\n\n- ~10:10 Stops\n- 10:00 First complaint\n- 10:30 Runs\n'],
  ['a cause that is known after the end', '# Queue\n\n## Timeline\n\n| Time (UTC) | Milestone | Event |\n|---|---|---|\n| 2026-03-01 10:00 | started | Stops |\n| 2026-03-01 10:05 | detected | Page |\n| 2026-03-01 10:30 | mitigated | Runs |\n| 2026-03-02 09:00 | identified | Disk was full |\n'],
];

test.each(TRAPS)('no error about facts: %s', (_name, text) => {
  const found = check(text, { only: ['timeline/*', 'durations/*', 'record/*'] });
  expect(found.filter(({ severity }) => severity === 'error').map(shown)).toEqual([]);
});
