import type { GateFiles } from '../../adapter.ts';
import { type KubernetesObject, readKubernetes } from '../../formats/kubernetes.ts';
import { at, canonical, itemsOf, textOf, textsOf } from '../../formats/node.ts';
import { matchesWildcard } from '../../formats/wildcard.ts';

interface Exception {
  readonly name: string;
  readonly match: string;
  readonly policies: readonly { readonly policy: string; readonly rules: readonly string[] }[];
}

const exceptionsIn = new WeakMap<GateFiles, readonly Exception[]>();

/** All PolicyExceptions among the repository's candidate files, read once for each look at the repository. */
const allExceptions = (files: GateFiles): readonly Exception[] => {
  const known = exceptionsIn.get(files);
  if (known !== undefined) return known;
  const found = files.paths.flatMap((path) => {
    const text = /\.ya?ml$/.test(path) ? files.text(path) : null;
    if (text === null || !text.includes('PolicyException')) return [];
    return readKubernetes({ path, text }).objects.filter((one) => one.kind === 'PolicyException' && one.group.endsWith('kyverno.io')).map((one) => ({
      name: one.name,
      match: canonical(at(one.spec, 'match')),
      policies: itemsOf(at(one.spec, 'exceptions')).map((entry) => ({ policy: textOf(at(entry, 'policyName')) ?? '', rules: textsOf(at(entry, 'ruleNames')) })),
    }));
  });
  exceptionsIn.set(files, found);
  return found;
};

/** Controllers' pods are checked by generated copies of a rule, `autogen-NAME`. */
export const exceptionsTo = (object: KubernetesObject, rule: string, files: GateFiles): readonly string[] =>
  allExceptions(files)
    .filter((one) => one.policies.some(({ policy, rules }) => (policy === object.name || policy === `${object.namespace ?? ''}/${object.name}`) && rules.some((name) => matchesWildcard(name.replace(/^autogen-(?:cronjob-)?/, ''), rule))))
    .map((one) => `${one.name} ${one.match}`);
