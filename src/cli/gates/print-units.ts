import { neutralise } from '../../record/neutralise.ts';
import { printCondition } from '../../gates/compare/print.ts';
import type { RecognisedFile } from '../../gates/adapter.ts';
import type { GateUnit } from '../../gates/model.ts';

const MAX_CONDITION = 100;

/** What a unit fires on, or why nobody can tell, in one line. */
export const conditionsInWords = (unit: GateUnit): string => {
  if (unit.opaque !== null) return `opaque: ${unit.opaque}`;
  const text = unit.conditions.map(printCondition).join('; ');
  return text.length > MAX_CONDITION ? `${text.slice(0, MAX_CONDITION - 1)}…` : text;
};

/** Units by file: selector, enforcement, what it fires on, who paid. */
export const unitTable = (units: readonly GateUnit[], incidentsOf: (unit: GateUnit) => readonly string[]): string => {
  const byPath = new Map<string, GateUnit[]>();
  for (const unit of units) byPath.set(unit.path, [...(byPath.get(unit.path) ?? []), unit]);
  let text = '';
  for (const [path, group] of byPath) {
    const width = Math.min(60, Math.max(...group.map(({ selector }) => selector.length)));
    text += `${neutralise(path)}\n`;
    for (const unit of group) {
      const incidents = incidentsOf(unit);
      const paid = incidents.length === 0 ? '' : `  ← ${incidents.join(', ')}`;
      const mark = unit.mark === null ? '' : ` (${unit.mark})`;
      text += neutralise(`  ${unit.selector.padEnd(width)}  ${unit.enforcement.padEnd(10)}  ${conditionsInWords(unit)}${mark}${paid}`).trimEnd() + '\n';
    }
  }
  return text;
};

/** Files of a known format without a gate, each with why. */
export const emptyFiles = (files: readonly RecognisedFile[]): string =>
  files.map(({ path, format, none }) => `${neutralise(path)}\n${neutralise(`  no gate (${format}): ${none ?? ''}`)}\n`).join('');

/** A unit as data, for `--json`. */
export const unitAsData = ({ body: _body, ...unit }: GateUnit, incidents: readonly string[]): Readonly<Record<string, unknown>> => ({ ...unit, incidents });
