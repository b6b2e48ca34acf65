import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, nat, option } from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../temporary.ts';
import { github } from './servers/github.ts';
import { linear } from './servers/linear.ts';
import { FAULTS } from './servers/server.ts';
import { sync, type World } from './world.ts';

const PATH = 'postmortems/one.md';
const DOCUMENT = `---
id: one
title: One
---

## Action items

- [ ] **AI-1** Reject direct updates (owner: @mira, due: 2026-03-26)
- [ ] Alert on the ratio
- [ ] Write the runbook (owner: @sol)
`;

test.each([['GitHub', github], ['Linear', linear]] as const)('whatever goes wrong in whatever order, the runs end with one issue an item (%s)', { timeout: 120_000 }, async (_, vendor) => {
  await assert(
    asyncProperty(array(option(constantFrom(...FAULTS), { freq: 2 }), { maxLength: 25 }), nat(3), async (faults, stop) => {
      const world: World = { vendor, running: await vendor.start(), folder: temporaryFolder({ [PATH]: DOCUMENT }), paths: [PATH] };
      let request = 0;
      world.running.server.fault = () => faults[request++] ?? null;
      for (let run = 0; run <= stop; run++) await sync(world).catch(() => null);
      world.running.server.fault = () => null;
      expect(await sync(world)).toMatchObject({ problems: [], stopped: null });
      const open = world.running.issues().filter(({ status }) => status === 'open' || status === 'in-progress');
      expect(open.map(({ title }) => title).sort()).toEqual(['Alert on the ratio', 'Reject direct updates', 'Write the runbook']);
      const text = readFileSync(join(world.folder, PATH), 'utf8');
      for (const { ref } of open) expect(text.match(new RegExp(`${ref}\\]\\(`, 'g'))).toHaveLength(1);
      const writes = world.running.server.writes();
      expect(await sync(world)).toMatchObject({ items: [], problems: [] });
      expect(world.running.server.writes()).toBe(writes);
      expect(world.running.violations()).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
