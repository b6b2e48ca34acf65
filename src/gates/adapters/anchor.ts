import type { Source } from '../../record/source.ts';
import type { GateAdapter, GateFile, GateFiles, GateProblem, GateReading, SettingRule } from '../adapter.ts';
import { condition, distinctSelectors, gateUnit } from '../formats/gate-unit.ts';
import { readJson } from '../formats/json-file.ts';
import { at, type ConfigNode, itemsOf, textOf, textsOf } from '../formats/node.ts';
import { positionsOf } from '../formats/positions.ts';
import { readYaml } from '../formats/yaml-file.ts';
import { type Comparator, ENFORCEMENT_LADDER, type Enforcement, type GateUnit } from '../model.ts';
import { readFigure } from '../values/figure.ts';

/**
 * Anchors: one value in any file, declared by hand where no adapter knows the format. A document `kind: AnchorSet` in a gates file
 * lists them: `file`, the place (`pointer` into YAML or JSON, or `after`, a text that the value follows), and which side fails (`op`,
 * `direction`, or `order` for words).
 */
export const adapter: GateAdapter = {
  id: 'anchor',
  title: 'Anchors',
  holds: 'anchor',
  recognises: ({ text }) => /^kind:\s*["']?AnchorSet\b/m.test(text) && /^apiVersion:\s*["']?gates\/v1/m.test(text),
  read: (file, files) => {
    const { documents, problems } = readYaml(file);
    const selector = distinctSelectors();
    const readings = documents.filter(({ root }) => textOf(at(root, 'kind')) === 'AnchorSet').flatMap(({ root }) => itemsOf(at(root, 'anchors')).map((node) => readAnchor(file, files, node, selector)));
    return { units: readings.flatMap((one) => one.units), problems: [...problems, ...readings.flatMap((one) => one.problems)] };
  },
  settings: {
    rank: { direction: 'more-is-stronger', weaker: 'consequence-downgraded', stronger: 'consequence-upgraded', title: 'place of the value in the declared order' },
    value: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'value' },
  } satisfies Record<string, SettingRule>,
};

/** A declared direction as a comparison: where more is weaker, the gate fires above its value. */
const DIRECTIONS: Readonly<Record<string, Comparator>> = { 'more-is-weaker': 'gt', 'more-is-stronger': 'lt' };
const OPERATORS: Readonly<Record<string, Comparator>> = { lt: 'lt', lte: 'lte', gt: 'gt', gte: 'gte', eq: 'eq', ne: 'ne' };

const isEnforcement = (text: string | null): text is Enforcement => text !== null && (text === 'unverified' || ENFORCEMENT_LADDER.some((one) => one === text));

interface Found {
  readonly text: string;
  readonly source: Source;
}

const readAnchor = (file: GateFile, files: GateFiles, node: ConfigNode, selector: (name: string) => string): GateReading => {
  const refuse = (message: string, hint: string): GateReading => ({ units: [], problems: [{ path: file.path, source: node.source, message, hint }] });
  const id = textOf(at(node, 'id'));
  const target = textOf(at(node, 'file'));
  if (id === null || target === null) return refuse('an anchor needs an id and a file', 'id: pool-timeout, file: config/pool.yaml');
  const order = textsOf(at(node, 'order'));
  const comparator = OPERATORS[textOf(at(node, 'op')) ?? ''] ?? DIRECTIONS[textOf(at(node, 'direction')) ?? ''] ?? null;
  if (comparator === null && order.length === 0) return refuse(`the anchor "${id}" does not say which side fails`, 'give op (gt, lt, …), direction (more-is-weaker, more-is-stronger) or order (weakest value first)');
  const pointer = textOf(at(node, 'pointer'));
  const after = textOf(at(node, 'after'));
  if (pointer === null && after === null) return refuse(`the anchor "${id}" does not say where its value stands`, 'give pointer: /path/to/value, or after: the text before the value');
  const text = files.text(target);
  const found = text === null ? { error: `the anchor "${id}" points into ${target}, which cannot be read` } : pointer === null ? following(text, after ?? '') : pointed({ path: target, text }, pointer);
  const enforcement = textOf(at(node, 'enforcement'));
  const unit = (place: Found | null, opaque: string | null): GateUnit => {
    const figure = place === null ? null : readFigure(place.text);
    const gone = place === null && text !== null;
    const declared = isEnforcement(enforcement) ? enforcement : 'unverified';
    return gateUnit({
      path: text === null ? file.path : target,
      selector: selector(`anchor/${id}`),
      format: 'anchor',
      title: textOf(at(node, 'title')) ?? id,
      enforcement: gone ? 'absent' : declared,
      reason: gone ? 'the value that was watched is gone' : declared === 'unverified' ? `what it stops is not declared in ${file.path}` : `declared in ${file.path}`,
      link: 'anchor',
      source: place?.source ?? (text === null ? node.source : positionsOf(text).source(0, 0)),
      mark: id,
      conditions:
        comparator === null || place === null
          ? []
          : [condition({ metric: textOf(at(node, 'metric')) ?? id, comparator, threshold: figure?.value ?? null, expression: figure === null ? place.text : null, unit: textOf(at(node, 'unit')) ?? figure?.unit ?? null, opaque: figure === null ? `"${place.text}" is no number` : null, source: place.source })],
      settings: place === null || order.length === 0 ? {} : order.includes(place.text) ? { rank: order.indexOf(place.text) } : { value: place.text },
      opaque,
      body: `${comparator ?? order.join()} ${place?.text ?? ''}`,
    });
  };
  if ('error' in found) {
    const problem: GateProblem = { path: file.path, source: node.source, message: found.error, hint: 'correct the anchor, or remove it together with what it watched' };
    return { units: [unit(null, text === null ? found.error : null)], problems: [problem] };
  }
  return { units: [unit(found, null)], problems: [] };
};

/** The value at a JSON pointer (RFC 6901) of a YAML or JSON file. */
const pointed = (file: GateFile, pointer: string): Found | { readonly error: string } => {
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = /\.(?:json|jsonc|json5)$/.test(file.path) ? readJson(file).root : (readYaml(file).documents[0]?.root ?? null);
  for (const step of steps) node = at(node, node?.kind === 'list' ? Number(step) : step);
  const text = textOf(node);
  return node === null || text === null ? { error: `${pointer} leads to no value in ${file.path}` } : { text, source: node.source };
};

/** The first word after a text that stands in the file once. */
const following = (text: string, before: string): Found | { readonly error: string } => {
  const start = text.indexOf(before);
  if (before === '' || start === -1) return { error: `"${before}" does not stand in the file` };
  if (text.indexOf(before, start + 1) !== -1) return { error: `"${before}" stands in the file more than once` };
  const from = start + before.length;
  const [, space = '', value = ''] = /^([\s=:"'(]*)([^\s"',;)\]}]+)/.exec(text.slice(from, from + 200)) ?? [];
  if (value === '') return { error: `nothing follows "${before}"` };
  return { text: value, source: positionsOf(text).source(from + space.length, from + space.length + value.length) };
};
