import { describe, expect, test } from 'vitest';
import type { ActionStatus } from '../../../src/record/vocabulary.ts';
import type { GateState } from '../../../src/trackers/item.ts';
import { mergeFields } from '../../../src/trackers/sync/fields.ts';
import type { RemoteIssue } from '../../../src/trackers/sync/issue.ts';
import type { SyncItem } from '../../../src/trackers/sync/item.ts';
import { syncSettings } from '../../../src/trackers/sync/settings.ts';

const item = (status: ActionStatus, gateState: GateState): SyncItem => ({
  key: 'orders#AI-1', path: 'orders.md', rootPath: 'orders.md', line: 10, title: 'Alert on errors', type: 'detect', priority: null, gates: ['alerts.yml#api/Model5xx'],
  gateState, status, statusWritten: status, reopened: false, owners: [], due: null, tickets: [], incident: { id: 'orders', title: null, severity: null, date: null, services: [] },
});

const issue = (status: ActionStatus, synced: ActionStatus): RemoteIssue => ({
  ref: 'ORD-1', ticket: 'ORD-1', title: 'Alert on errors', body: '', labels: [], created: '2026-10-02T00:00:00Z',
  fields: { status, owners: [], due: null },
  marker: { item: 'orders#AI-1', adopted: false, content: '', synced: { status: synced, owners: [], due: null } },
});

/** What comes of a tracker that tells verified from done, as its workflow may. */
const merged = (document: ActionStatus, gateState: GateState, tracker: ActionStatus, synced: ActionStatus) => {
  const { pulls, pushes, push, synced: agreed, conflicts } = mergeFields({
    item: item(document, gateState),
    issue: issue(tracker, synced),
    owners: { logins: [], nameOf: () => null, notes: [] },
    tracker: { mostOwners: 1, canonical: (status) => status },
    settings: syncSettings({}, 'ORD'),
  });
  return { pulls, pushes, push, agreed: agreed.status, conflicts: conflicts.map(({ taken }) => taken) };
};

describe('an issue that a person moved to "verified"', () => {
  test.each(['none', 'unread', 'unproven'] as const)('is done where its gates are %s, in the document and in the tracker', (gateState) => {
    expect(merged('open', gateState, 'verified', 'open')).toEqual({
      pulls: [{ field: 'status', from: 'open', to: 'done' }],
      pushes: [{ field: 'status', from: 'verified', to: 'done' }],
      push: { status: 'done' },
      agreed: 'done',
      conflicts: [],
    });
    expect(merged('done', gateState, 'verified', 'done')).toMatchObject({ pulls: [], push: { status: 'done' }, agreed: 'done' });
  });

  test('is open again where its gate would not fire', () => {
    expect(merged('open', 'refuted', 'verified', 'open')).toMatchObject({ pulls: [], push: { status: 'open' }, agreed: 'open', conflicts: ['document'] });
  });

  test('stays so where its gate shows it', () => {
    expect(merged('verified', 'verified', 'verified', 'done')).toMatchObject({ pulls: [], pushes: [], push: {}, agreed: 'verified' });
  });

  test('is done again when its gate shows it no longer', () => {
    expect(merged('done', 'unproven', 'verified', 'verified')).toMatchObject({ pulls: [], push: { status: 'done' }, agreed: 'done' });
  });
});
