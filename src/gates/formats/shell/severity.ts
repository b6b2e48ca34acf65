import type { SettingRule } from '../../adapter.ts';
import type { SettingValue } from '../../model.ts';
import type { ShellScript } from './script.ts';

/** Arguments by which a scanner is told from which severity a finding fails it. */
const FROM = new Set(['--fail-on', '--audit-level', '--severity-threshold', '--severity-cutoff', '--fail-on-severity', '--min-severity', '--minimum-severity']);
/** Arguments that list the severities which count. */
const LISTED = new Set(['--severity', '--severities']);

/** Weakest first. */
export const SEVERITY_ORDER: readonly string[] = ['none', 'critical', 'high', 'moderate', 'medium', 'low', 'negligible', 'info', 'any'];

/** How the severities that {@link severitiesOf} gives order protection. */
export const SEVERITY_SETTINGS = {
  failsFrom: { direction: SEVERITY_ORDER, weaker: 'threshold-loosened', stronger: 'threshold-tightened', title: 'severity from which a finding fails it' },
  severities: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'severities that count' },
} satisfies Record<string, SettingRule>;

/** The severities that the commands of a script are told, as settings of a unit; several commands that differ say nothing certain. */
export const severitiesOf = (script: ShellScript): Readonly<Record<string, SettingValue>> => {
  const from = new Set<string>();
  const listed = new Set<string>();
  for (const { words } of script.commands) {
    for (const [index, word] of words.entries()) {
      const equals = word.indexOf('=');
      const name = equals < 0 ? word : word.slice(0, equals);
      const value = (equals < 0 ? (words[index + 1] ?? '') : word.slice(equals + 1)).toLowerCase();
      if (FROM.has(name) && SEVERITY_ORDER.includes(value)) from.add(value);
      const parts = value.split(',').filter((part) => SEVERITY_ORDER.includes(part));
      if (LISTED.has(name)) for (const part of parts) listed.add(part);
    }
  }
  return { ...(from.size === 1 ? { failsFrom: [...from].join() } : {}), ...(listed.size > 0 ? { severities: [...listed].toSorted() } : {}) };
};
