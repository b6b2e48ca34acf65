import { prepareRules, type RuleSettings } from '../../rules/settings.ts';
import { effectiveRules, ruleLayers } from '../../workspace/configuration/layers.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ExaminationSetup } from './examine.ts';

/** Rule settings by root-relative path; documents to which the same layers apply share one object, which is checked and prepared once. */
export const settingsByPath = ({ configuration, configurationPath }: Workspace, { only, ruleSeverities }: ExaminationSetup['rules']) => {
  const layers = ruleLayers(configuration, configurationPath ?? 'the configuration', ruleSeverities);
  const shared = new Map<string, RuleSettings>();
  return (path: string): RuleSettings => {
    const key = layers.map((layer) => (layer.admits(path) ? '1' : '0')).join('');
    const known = shared.get(key);
    if (known) return known;
    const settings = { rules: effectiveRules(layers, path), only };
    prepareRules(settings);
    shared.set(key, settings);
    return settings;
  };
};
