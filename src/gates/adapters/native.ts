import type { GateAdapter, GateReading } from '../adapter.ts';
import { at, entriesOf, itemsOf, textOf, type ConfigNode } from '../formats/node.ts';
import { gateUnit } from '../formats/gate-unit.ts';
import { lintGateSet } from '../native/lint.ts';
import { parseGateSet } from '../native/parse.ts';
import { NATIVE_SETTINGS } from '../native/settings.ts';
import { unitsOf } from '../native/units.ts';
import { replayCondition } from '../replay/condition.ts';

/** The project's own gate file, for gates that no tool has a format for: `apiVersion: gates/v1alpha1`. */
export const adapter: GateAdapter = {
  id: 'native',
  title: 'gates.yaml',
  holds: 'gate',
  // A file that only declares anchors is the anchor format's.
  recognises: ({ text }) => /^["']?apiVersion["']?:\s*["']?gates\/v1/m.test(text) && (/^kind:\s*["']?GateSet/m.test(text) || !/^kind:\s*["']?AnchorSet/m.test(text)),
  read: (file): GateReading => {
    const { set, root, problems } = parseGateSet(file);
    if (set !== null && root !== null) return { units: unitsOf(file, set, root), problems };
    return { units: root === null ? [] : opaqueUnits(file.path, root, problems[0]?.message ?? 'the file is not valid'), problems };
  },
  settings: NATIVE_SETTINGS,
  replay: (unit, condition, point) => {
    const promotion = unit.selector.startsWith('promotion/');
    // `warn` stops nothing for want of data.
    if (promotion && condition.onNoData === 'hold' && point.samples.every((sample) => sample === null)) return { verdict: 'silent', reason: 'there was no data, and without data it only warns' };
    const verdict = replayCondition(condition, point);
    const clauses = promotion && (unit.settings['minAbsoluteChange'] !== undefined || unit.settings['minRelativeChange'] !== undefined);
    return clauses && verdict.verdict === 'silent'
      ? { verdict: 'undecidable', reason: `${verdict.reason}, but its baseline clause may fire: the record does not state the figure of ${String(unit.settings['baseline'])}` }
      : verdict;
  },
  lint: (own, _all, files, today) => [...new Set(own.map(({ path }) => path))].flatMap((path) => lintGateSet(path, files, today)),
};

/** Gates of a file that is not valid: said to be there, with the reason why nothing is known of them. */
const opaqueUnits = (path: string, root: ConfigNode, reason: string): GateReading['units'] => {
  const spec = at(root, 'spec');
  const lists = [['promotion', at(spec, 'promotion')], ['canary', at(spec, 'canary', 'compare', 'divergence')], ['rollback', at(spec, 'rollback', 'signals')]] as const;
  const named = lists.flatMap(([section, list]) => itemsOf(list).map((node) => [`${section}/${textOf(at(node, 'id')) ?? '?'}`, node] as const));
  const sections = entriesOf(spec).map(({ key, node }) => [key, node] as const);
  return [...named, ...sections].map(([selector, node]) =>
    gateUnit({ path, selector, format: 'native', title: selector, enforcement: 'unverified', reason, link: 'gate', source: node.source, opaque: reason, body: '' }),
  );
};
