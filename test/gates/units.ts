import { condition, gateUnit } from '../../src/gates/formats/gate-unit.ts';
import type { Condition, GateUnit } from '../../src/gates/model.ts';
import type { ReplayPoint } from '../../src/gates/adapter.ts';

export const SOMEWHERE = { line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };

/** A condition `errors > 5`, with what a test says otherwise. */
export const errors = (facts: Partial<Condition> = {}): Condition => condition({ metric: 'errors', comparator: 'gt', threshold: 5, source: SOMEWHERE, ...facts });

/** A blocking gate with one condition, with what a test says otherwise. */
export const gate = (facts: Partial<GateUnit> = {}): GateUnit => {
  const unit = { ...gateUnit({ path: 'gates.yml', selector: 'api/errors', format: 'test', title: 'errors', enforcement: 'block', reason: 'it blocks', link: 'gate', source: SOMEWHERE, body: 'body', conditions: [errors()] }), ...facts };
  return { ...unit, key: facts.key ?? `${unit.path}#${unit.selector}` };
};

export const point = (samples: readonly (number | null)[], facts: Partial<ReplayPoint> = {}): ReplayPoint => ({ samples, intervalSeconds: null, durationSeconds: null, ...facts });
