import picomatch from 'picomatch';
import type { ConfigurationFile, RuleSetting } from './schema.ts';

/** Where a setting comes from, weakest first: what ships, the file, one of its overrides, a flag. */
export interface Layer {
  readonly name: string;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Whether the layer speaks of the document at a root-relative path. */
  readonly admits: (path: string) => boolean;
}

export interface EffectiveRule {
  readonly setting: RuleSetting;
  readonly layer: string;
}

/** The layers that set rules, weakest first. */
export const ruleLayers = (file: ConfigurationFile, name: string, flags: Readonly<Record<string, RuleSetting>>): readonly Layer[] => [
  { name, rules: file.rules ?? {}, admits: () => true },
  ...(file.overrides ?? []).map(({ files, rules }, index) => ({ name: `${name} overrides[${index}]`, rules, admits: globList(files) })),
  { name: 'the command line', rules: flags, admits: () => true },
];

/** What is set for the rules of one document, and by which layer; a later layer replaces the severity and adds its options. */
export const effectiveRules = (layers: readonly Layer[], path: string): ReadonlyMap<string, EffectiveRule> => {
  const effective = new Map<string, EffectiveRule>();
  for (const layer of layers)
    if (layer.admits(path))
      for (const [id, setting] of Object.entries(layer.rules)) effective.set(id, { setting: merge(effective.get(id)?.setting, setting), layer: layer.name });
  return effective;
};

const merge = (before: RuleSetting | undefined, after: RuleSetting): RuleSetting => {
  const below = typeof before === 'string' ? { severity: before } : (before ?? {});
  const above = typeof after === 'string' ? { severity: after } : after;
  return { ...below, ...above, options: { ...below.options, ...above.options } };
};

/** Whether a root-relative path matches a list of globs, in which `!` excludes. */
export const globList = (globs: readonly string[]): ((path: string) => boolean) => {
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const unwanted = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const matches = picomatch(wanted.length > 0 ? wanted : ['**'], { dot: true });
  const excluded = unwanted.length > 0 ? picomatch(unwanted, { dot: true }) : () => false;
  return (path) => matches(path) && !excluded(path);
};
