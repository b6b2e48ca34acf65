import type { SettingRule } from '../../adapter.ts';
import type { SettingValue } from '../../model.ts';
import { isCheck, type ShellScript } from './script.ts';

/** Commands whose failure the script hides, as a setting of a unit. */
export const hiddenFailures = (script: ShellScript): readonly string[] =>
  script.commands.filter((command) => isCheck(command) && command.masked !== null).map(({ text }) => text).toSorted();

const count = (value: SettingValue): number => (Array.isArray(value) ? value.length : 0);

/** More hidden commands are weaker; one exchanged for another is a change of the command. */
export const HIDDEN_FAILURES: SettingRule = {
  direction: 'unordered',
  weaker: 'bypass-added',
  stronger: 'bypass-removed',
  title: 'commands whose failure is hidden',
  fallback: [],
  compare: (before, after) => {
    const more = count(after) - count(before);
    return more === 0 ? 'same' : more > 0 ? 'weaker' : 'stronger';
  },
};
