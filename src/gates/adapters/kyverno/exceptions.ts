import type { GateFile } from '../../adapter.ts';
import { gateUnit, listSetting } from '../../formats/gate-unit.ts';
import type { KubernetesObject } from '../../formats/kubernetes.ts';
import { at, canonical, itemsOf, textOf, textsOf } from '../../formats/node.ts';
import { matchesWildcard } from '../../formats/wildcard.ts';
import type { GateUnit } from '../../model.ts';

/** A PolicyException: it opens what the rules that it names close. */
export const exceptionUnit = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): GateUnit =>
  gateUnit({
    path: file.path,
    selector: selector(`PolicyException/${object.name}`),
    format: 'kyverno',
    title: `PolicyException ${object.name}`,
    enforcement: 'block',
    reason: 'lets what it matches past the rules that it names',
    link: 'exception',
    grants: true,
    source: object.source,
    mark: object.mark,
    settings: {
      exempts: listSetting(itemsOf(at(object.spec, 'exceptions')).flatMap((one) => textsOf(at(one, 'ruleNames')).map((rule) => `${textOf(at(one, 'policyName')) ?? ''} ${rule}`))),
      exempted: canonical(at(object.spec, 'match')),
    },
    opaque: object.opaque,
    body: canonical(object.spec),
  });

const isException = (unit: GateUnit): boolean => unit.chain[0]?.name === 'exception';

/** Rules that exceptions in other files let something past, with those exceptions among their settings. */
export const withExceptions = (own: readonly GateUnit[]): readonly GateUnit[] => {
  const exceptions = own.filter(isException);
  if (exceptions.length === 0) return [];
  return own.flatMap((unit) => {
    const opened = isException(unit) ? [] : exceptions.filter((one) => exempts(one, unit)).map((one) => `${one.title}: ${String(one.settings['exempted'])}`);
    const names = listSetting(opened);
    return names === null ? [] : [{ ...unit, settings: { ...unit.settings, exceptions: names } }];
  });
};

/** Controllers' pods are checked by generated copies of a rule, `autogen-NAME`; a namespaced policy is named with its namespace. */
const exempts = (exception: GateUnit, unit: GateUnit): boolean => {
  const [, policy = '', ...rule] = unit.selector.split('/');
  const entries = exception.settings['exempts'];
  return (Array.isArray(entries) ? entries.map(String) : []).some((entry) => {
    const space = entry.indexOf(' ');
    const named = entry.slice(0, space);
    return (named === policy || named.endsWith(`/${policy}`)) && matchesWildcard(entry.slice(space + 1).replace(/^autogen-(?:cronjob-)?/, ''), rule.join('/'));
  });
};
