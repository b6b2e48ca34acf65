import { fuzzyFilter } from './fuzzy.ts';
import { applies, KEYS, type KeyName } from './keys.ts';
import { PARTS } from './parts/registry.ts';
import { neutralise } from '../record/neutralise.ts';
import { rowsOf } from './rows.ts';
import type { GateOption, Picking, State } from './state.ts';

/** One line of a picker, and what choosing it means. */
export type Choice =
  | { readonly kind: 'key'; readonly text: string; readonly name: KeyName }
  | { readonly kind: 'place'; readonly text: string; readonly part: number; readonly row: number }
  | { readonly kind: 'finding'; readonly text: string; readonly finding: number; readonly offset: number }
  | { readonly kind: 'gate'; readonly text: string; readonly option: GateOption };

const commands = (state: State): Choice[] => [
  ...KEYS.filter((key) => 'anywhere' in key || applies(key, PARTS[state.part]?.name ?? '')).map(({ keys, name, does }): Choice => ({ kind: 'key', name, text: `${name.padEnd(10)} ${keys[0].padEnd(7)} ${does}` })),
  ...PARTS.map(({ title }, part): Choice => ({ kind: 'place', text: `go to ${title}`, part, row: 0 })),
];

const places = (state: State): Choice[] =>
  PARTS.flatMap((part, index) => rowsOf(part, state.session).flatMap(({ cells }, row): Choice[] => {
    const text = cells.filter((cell) => cell !== '').join('  ').trim();
    return text === '' ? [] : [{ kind: 'place', text: `${part.title}: ${text}`, part: index, row }];
  }));

const findings = (state: State): Choice[] =>
  state.findings.map(({ severity, message, rule, range }, finding): Choice => ({ kind: 'finding', text: neutralise(`${severity === 'error' ? '✖' : severity === 'warning' ? '!' : 'i'} ${range.start.line}  ${message}  ${rule}`), finding, offset: range.start.offset }));

const gates = (options: readonly GateOption[]): Choice[] =>
  options.map((option) => ({ kind: 'gate', option, text: neutralise(`${option.verdict.padEnd(11)} ${option.enforcement.padEnd(10)} ${option.reference}  ${option.fires}`) }));

const allOf = (state: State, picking: Picking): readonly Choice[] => {
  switch (picking.of) {
    case 'command': return commands(state);
    case 'place': return places(state);
    case 'finding': return findings(state);
    case 'gate': return gates(picking.options ?? []);
  }
};

/** The choices that answer what was typed, the best first. */
export const choicesOf = (state: State): readonly Choice[] => {
  const { overlay } = state;
  return overlay?.kind === 'pick' ? fuzzyFilter(overlay.query.text, allOf(state, overlay.picking), ({ text }) => text) : [];
};
