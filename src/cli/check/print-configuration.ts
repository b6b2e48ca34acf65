import { resolve } from 'node:path';
import { RULES } from '../../rules/registry.ts';
import { effectiveRules, ruleLayers } from '../../workspace/configuration/layers.ts';
import { displayPath } from '../../workspace/discover.ts';
import { DEFAULT_SEVERITIES } from '../../workspace/repository.ts';
import { DEFAULT_DOCUMENTS } from '../../workspace/select.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './options.ts';

/** The configuration that holds for a document as JSON: each value with the layer that set it. */
export const printConfiguration = (workspace: Workspace, file: string, options: CheckOptions): string => {
  const { configuration, configurationPath, host, root } = workspace;
  const name = configurationPath ?? 'the configuration';
  const path = displayPath(root, resolve(host.cwd, file));
  const effective = effectiveRules(ruleLayers(configuration, name, options.ruleSeverities), path);
  const set = (value: unknown, fallback: unknown) => ({ value: value ?? fallback, from: value === undefined ? 'default' : name });
  const rules = RULES.map((rule) => {
    const layer = effective.get(rule.id);
    const severity = typeof layer?.setting === 'string' ? layer.setting : layer?.setting.severity;
    const settings = typeof layer?.setting === 'string' ? {} : (layer?.setting.options ?? {});
    return [rule.id, { severity: severity ?? rule.severity, options: settings, from: layer?.layer ?? 'default' }];
  });
  return `${JSON.stringify(
    {
      file: path,
      root,
      configuration: configurationPath,
      documents: set(configuration.documents, DEFAULT_DOCUMENTS),
      severities: set(configuration.severities, DEFAULT_SEVERITIES),
      timezone: set(configuration.timezone, Intl.DateTimeFormat().resolvedOptions().timeZone),
      headings: set(configuration.headings, {}),
      owners: set(configuration.owners, {}),
      gates: set(configuration.gates, {}),
      repositories: set(configuration.repositories, {}),
      rules: Object.fromEntries(rules),
    },
    null,
    2,
  )}\n`;
};
