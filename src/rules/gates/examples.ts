import { condition, gateUnit } from '../../gates/formats/gate-unit.ts';
import { indexUnits } from '../../gates/links/reference.ts';
import type { GateUnit } from '../../gates/model.ts';
import { gatesView, type GatesView } from '../../gates/view.ts';
import type { GateChange } from '../../gates/diff/gate-change.ts';

const source = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };

/** An alert of the examples: a 5xx ratio above a threshold. */
export const alert = (threshold: number, facts: Partial<GateUnit> = {}): GateUnit => ({
  ...gateUnit({
    path: 'alerts.yml', selector: 'api/Model5xx', format: 'prometheus', title: 'Model5xx', enforcement: 'notify', reason: 'an alert tells a person', link: 'alert', source, body: '',
    conditions: [condition({ metric: 'http_5xx_ratio', comparator: 'gt', threshold, source, windowSeconds: 300 })],
  }),
  ...facts,
});

/** A job of the examples whose result nothing depends on. */
export const advisoryJob: GateUnit = gateUnit({
  path: '.github/workflows/ci.yml', selector: 'migrations', format: 'github-actions', title: 'migrations', enforcement: 'observe', reason: 'continue-on-error: true', link: 'job', source, body: '',
});

/** The gates of an example's repository. */
export const gatesOf = (units: readonly GateUnit[], changesSinceLock: readonly GateChange[] = [], snippet: GatesView['snippet'] = () => []): GatesView =>
  gatesView({ index: indexUnits(units), replayOf: () => undefined, changesSinceLock, snippet, digest: '' });

/** A record with one action item and one row of Signals. */
export const documentOf = ({ type = 'detect', gate, status = 'done', normal = '0.001', incident = '0.052' }: { readonly type?: string; readonly gate: string; readonly status?: string; readonly normal?: string; readonly incident?: string }): string =>
  `---
postmortem: 1
id: 2026-04-24-endpoint-500s
title: Endpoints returned 500
status: final
---

## Signals

| Metric | Normal | Incident | Unit | From | To | Source |
|---|---|---|---|---|---|---|
| http_5xx_ratio | ${normal} | ${incident} | ratio | 2026-04-24 23:50 | 2026-04-25 00:48 | |

## Action items

| ID | Action | Type | Owner | Due | Gate | Status |
|---|---|---|---|---|---|---|
| AI-1 | Alert on the 5xx ratio | ${type} | @mira-holt | 2026-05-08 | ${gate} | ${status} |
`;
