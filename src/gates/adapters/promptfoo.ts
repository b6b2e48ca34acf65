import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { readConfig } from '../formats/config-file.ts';
import { distinctSelectors, gateUnit, lintOf } from '../formats/gate-unit.ts';
import { at, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, textOf } from '../formats/node.ts';
import type { GateUnit } from '../model.ts';
import { assertionUnits, FORMAT, type TestPlace } from './promptfoo/assertions.ts';

/** Evaluations of promptfoo: a unit for each assertion of each test, and what the tests run against. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'promptfoo',
  holds: 'test or assertion',
  recognises: ({ path, text }) => /promptfoo/i.test(path) && !OF_OTHERS.test(text) ? /\b(?:prompts|tests|providers|assert|redteam|scenarios|config|id)\b/.test(text) : /promptfoo\.dev\/config-schema/.test(text),
  resembles: ({ text }) => /promptfoo\.dev\/config-schema/.test(text) || (keyed(text, 'prompts|targets|providers') && keyed(text, 'tests|defaultTest|scenarios|redteam')),
  read: (file, files): GateReading => {
    const { root, opaque, problems } = readConfig(file, files);
    const selector = distinctSelectors();
    const shared = { path: file.path, opaque, selector };
    const defaults = at(root, 'defaultTest');
    const units = [
      ...assertionUnits({ ...shared, test: 'defaultTest', node: defaults }, at(defaults, 'assert')),
      ...testsIn(root).flatMap(({ node, name }) => testUnits({ ...shared, test: name, node }, defaults)),
      ...externalTests(shared, root),
      ...redteamUnits(shared, root),
    ];
    return { units: units.length > 0 ? [...units, ...modelUnits(shared, root)] : sharedParts(shared, root), problems };
  },
  settings: {
    weight: { direction: 'more-is-stronger', weaker: 'tolerance-raised', stronger: 'tolerance-lowered', title: 'weight', fallback: 1 },
    kind: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'kind of assertion' },
    value: { direction: 'unordered', weaker: 'query-changed', stronger: 'query-changed', title: 'value asked for' },
    grader: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'model that grades' },
    providers: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'models under test' },
    numTests: { direction: 'more-is-stronger', weaker: 'sampling-reduced', stronger: 'sampling-increased', title: 'tests of each plugin' },
    plugins: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'plugins' },
    strategies: { direction: 'more-is-stronger', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'strategies' },
  },
  link: (own, all) => throughCi(own, all, /\bpromptfoo(?:@[\w.-]+)?\s+(?:eval|redteam|validate)|promptfoo-action|\bpromptfoo\b/, 'promptfoo'),
  lint: (own) => own.flatMap((unit) => [
    ...(unit.settings['weight'] === 0 ? [lintOf(unit, 'cannot-fail', 'warning', `${unit.title} has the weight 0 and decides nothing.`, 'Give it a weight.')] : []),
    ...(unit.selector.endsWith('/no assertion') ? [lintOf(unit, 'no-condition', 'warning', `${unit.title} asserts nothing: it always passes.`, 'Add an assertion.')] : []),
  ]),
};

/** Keys of files that a repository named after promptfoo holds besides. */
const OF_OTHERS = /^["']?(?:jobs|repos|updates|stages|services|apiVersion)["']?\s*:/m;

/** Whether one of the names is a top-level key, in YAML, JSON or a script. */
const keyed = (text: string, names: string): boolean => new RegExp(`^(?:\\s{0,4}["']?)(?:${names})["']?\\s*:`, 'm').test(text);

type Shared = Pick<TestPlace, 'path' | 'opaque' | 'selector'>;

interface NamedTest {
  readonly name: string;
  readonly node: ConfigNode;
}

const testsIn = (root: ConfigNode | null): readonly NamedTest[] => {
  const tests = root?.kind === 'list' ? root.items : itemsOf(at(root, 'tests'));
  const scenarios = itemsOf(at(root, 'scenarios')).flatMap((scenario) => itemsOf(at(scenario, 'tests')));
  return [...tests, ...scenarios].flatMap((node, index) => (node.kind === 'map' ? [{ node, name: textOf(at(node, 'description')) ?? varsName(node) ?? `test ${index + 1}` }] : []));
};

const MAX_NAME = 60;

/** Tests without a description are known by their variables. */
const varsName = (node: ConfigNode): string | null => {
  const vars = entriesOf(at(node, 'vars')).map(({ key, node: value }) => `${key}=${textOf(value) ?? canonical(value)}`).join(', ').replaceAll(/\s+/g, ' ');
  return vars === '' ? null : vars.slice(0, MAX_NAME);
};

const testUnits = (place: TestPlace, defaults: ConfigNode | null): readonly GateUnit[] => {
  const units = assertionUnits(place, at(place.node, 'assert'));
  if (units.length > 0 || itemsOf(at(defaults, 'assert')).length > 0 || place.node === null) return units;
  return [gateUnit({ path: place.path, selector: place.selector(`${place.test}/no assertion`), format: FORMAT, title: place.test, enforcement: 'observe', reason: 'a test without an assertion always passes', link: 'test', source: place.node.source, mark: place.node.mark, opaque: place.opaque, body: canonical(place.node) })];
};

/** Tests that stand in other files (`file://`, CSV, globs). */
const externalTests = (shared: Shared, root: ConfigNode | null): readonly GateUnit[] => {
  const tests = at(root, 'tests');
  const nodes = tests?.kind === 'scalar' ? [tests] : itemsOf(tests).filter((node) => textOf(node) !== null);
  return nodes.map((node) => gateUnit({
    path: shared.path, selector: shared.selector(`tests/${textOf(node) ?? ''}`), format: FORMAT, title: `tests of ${textOf(node) ?? ''}`,
    enforcement: 'block', reason: 'a failing test fails the evaluation', link: 'test', source: node.source, mark: node.mark, opaque: 'the tests stand in another file', body: canonical(node),
  }));
};

const idOf = (provider: ConfigNode): string => textOf(provider) ?? textOf(at(provider, 'id')) ?? canonical(provider);

/** Another model under test or another one that grades changes what every assertion means. */
const modelUnits = (shared: Shared, root: ConfigNode | null): readonly GateUnit[] => {
  const node = at(root, 'providers');
  if (node === null) return [];
  const providers = (node.kind === 'list' ? node.items : [node]).map(idOf).toSorted();
  const grader = at(root, 'defaultTest', 'options', 'provider');
  return [gateUnit({
    path: shared.path, selector: shared.selector('providers'), format: FORMAT, title: 'models under test', enforcement: 'block', reason: 'the tests run against them', link: 'test',
    source: node.source, mark: node.mark, settings: { providers, grader: grader === null ? null : idOf(grader) }, opaque: shared.opaque, body: canonical(node),
  })];
};

const redteamUnits = (shared: Shared, root: ConfigNode | null): readonly GateUnit[] => {
  const redteam = at(root, 'redteam');
  if (redteam?.kind !== 'map') return [];
  const names = (key: string): readonly string[] => itemsOf(at(redteam, key)).map((item) => textOf(item) ?? textOf(at(item, 'id')) ?? canonical(item)).toSorted();
  return [gateUnit({
    path: shared.path, selector: shared.selector('redteam'), format: FORMAT, title: 'red team', enforcement: 'block', reason: 'a successful attack fails the evaluation', link: 'test',
    source: redteam.source, mark: redteam.mark, settings: { plugins: names('plugins'), strategies: names('strategies'), numTests: numberOf(at(redteam, 'numTests')) }, opaque: shared.opaque ?? 'a model writes the attacks while it runs', body: canonical(redteam),
  })];
};

/** Files that other configurations take parts from: definitions of providers or default assertions. */
const sharedParts = (shared: Shared, root: ConfigNode | null): readonly GateUnit[] => {
  const found = entriesOf(root).flatMap(({ key, node }) => assertionUnits({ ...shared, test: key, node }, node.kind === 'list' ? node : at(node, 'assert')));
  if (found.length > 0 || root === null) return found;
  return [gateUnit({ path: shared.path, selector: shared.selector('definitions'), format: FORMAT, title: 'promptfoo definitions', enforcement: 'dormant', reason: 'the file holds no test', link: 'test', source: root.source, opaque: shared.opaque ?? 'definitions that other configurations refer to', body: canonical(root) })];
};
