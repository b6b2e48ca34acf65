import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { distinctSelectors, gateUnit, withLink } from '../formats/gate-unit.ts';
import { at, canonical, type ConfigNode, itemsOf, textOf, textsOf } from '../formats/node.ts';
import { readYamlDocument } from '../formats/yaml-file.ts';
import type { GateUnit, SettingValue } from '../model.ts';

const FORMAT = 'pre-commit';

/** Hooks of pre-commit. By themselves they can be skipped (`--no-verify`); a CI step or pre-commit.ci that runs them cannot. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'pre-commit',
  holds: 'hook',
  recognises: ({ path, text }) => /pre-commit-config\.ya?ml$/.test(path) && /^repos\s*:/m.test(text),
  resembles: ({ text }) => /^repos\s*:/m.test(text) && /^\s*-\s*repo\s*:/m.test(text) && /\bhooks\s*:/.test(text),
  read: (file): GateReading => {
    const { root, opaque, problems } = readYamlDocument(file);
    const selector = distinctSelectors();
    const outer = { files: textOf(at(root, 'files')), exclude: textOf(at(root, 'exclude')), stages: textsOf(at(root, 'default_stages')) };
    const service = at(root, 'ci') !== null;
    const skipped = new Set(textsOf(at(root, 'ci', 'skip')));
    const units = itemsOf(at(root, 'repos')).flatMap((repository) =>
      itemsOf(at(repository, 'hooks')).map((hook) => {
        const unit = hookUnit(file.path, selector, repository, hook, outer, opaque);
        const inService = service && !skipped.has(textOf(at(hook, 'id')) ?? '');
        return inService ? withLink(unit, { name: SERVICE, enforcement: 'unverified', reason: 'pre-commit.ci runs it; whether a merge needs that check is set outside the repository', path: file.path, source: null }) : unit;
      }));
    return { units, problems };
  },
  settings: {
    exclude: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'files left out', fallback: [], compare: (before, after) => alternatives(String(before), String(after), true) },
    files: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'files looked at', fallback: '', compare: (before, after) => alternatives(String(before), String(after), false) },
    stages: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'stages', fallback: '', compare: (before, after) => alternatives(stageList(before), stageList(after), false) },
    types: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'types that a file must have' },
    types_or: { direction: 'unordered', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'types of which a file must have one' },
    exclude_types: { direction: 'more-is-weaker', weaker: 'scope-narrowed', stronger: 'scope-widened', title: 'types left out' },
    args: { direction: 'unordered', weaker: 'command-changed', stronger: 'command-changed', title: 'arguments' },
    // A newer version may check more or less; an older one goes back.
    rev: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'version', compare: () => 'same' },
  },
  link: (own, all) => {
    const local = own.filter((unit) => !unit.chain.some(({ name }) => name === SERVICE));
    const linked = throughCi(local, all, /\bpre-commit(?:\/action|\s+run)\b|\bprek\s+run\b/, 'pre-commit');
    return linked.map((unit) => (unit.chain.at(-1)?.source === null ? skippable(unit) : unit));
  },
};

const SERVICE = 'service';

/** No stages at all means every stage. */
const stageList = (value: SettingValue): string => (Array.isArray(value) ? value.join('|') : '');

/** Without a CI step the hook runs where its author lets it. */
const skippable = (unit: GateUnit): GateUnit => {
  const chain = unit.chain.slice(0, -1);
  return withLink({ ...unit, chain }, { name: 'step', enforcement: 'observe', reason: 'no CI step that can be read here runs it, and git commit --no-verify skips it', path: unit.path, source: null });
};

interface Outer {
  readonly files: string | null;
  readonly exclude: string | null;
  readonly stages: readonly string[];
}

const hookUnit = (path: string, selector: (wanted: string) => string, repository: ConfigNode, hook: ConfigNode, outer: Outer, opaque: string | null): GateUnit => {
  const id = textOf(at(hook, 'id')) ?? 'hook';
  const stages = at(hook, 'stages') === null ? outer.stages : textsOf(at(hook, 'stages'));
  const manual = stages.length > 0 && stages.every((stage) => stage === 'manual');
  const list = (key: string): readonly string[] | null => (at(hook, key) === null ? null : textsOf(at(hook, key)).toSorted());
  return gateUnit({
    path,
    selector: selector(`${shortName(textOf(at(repository, 'repo')) ?? 'local')}/${textOf(at(hook, 'alias')) ?? id}`),
    format: FORMAT,
    title: textOf(at(hook, 'name')) ?? id,
    enforcement: manual ? 'dormant' : 'block',
    reason: manual ? 'stages: manual: it runs only when asked for by name' : 'a failing hook fails the run',
    link: 'hook',
    source: hook.source,
    mark: hook.mark,
    settings: {
      stages: stages.length === 0 ? null : stages.toSorted(),
      exclude: textOf(at(hook, 'exclude')) ?? outer.exclude,
      files: textOf(at(hook, 'files')) ?? outer.files,
      types: list('types'),
      types_or: list('types_or'),
      exclude_types: list('exclude_types'),
      args: at(hook, 'args') === null ? null : textsOf(at(hook, 'args')),
      rev: textOf(at(repository, 'rev')),
    },
    opaque,
    body: `${textOf(at(repository, 'repo')) ?? ''} ${canonical(hook, new Set(['name', 'alias']))}`,
  });
};

/** `pre-commit-hooks` for `https://github.com/pre-commit/pre-commit-hooks`. */
const shortName = (repository: string): string => repository.replace(/\.git$/, '').replace(/\/$/, '').replace(/^.*\//, '');

/** Patterns that are lists of alternatives compare by them. */
const alternatives = (before: string, after: string, leavesOut: boolean): 'weaker' | 'stronger' | 'same' | 'incomparable' => {
  const [old, fresh] = [parts(before), parts(after)];
  const fewer = fresh.every((part) => old.includes(part));
  const more = old.every((part) => fresh.includes(part));
  if (fewer && more) return 'same';
  // No pattern at all: nothing left out, or every file looked at.
  if (old.length === 0) return 'weaker';
  if (fresh.length === 0) return 'stronger';
  if (!fewer && !more) return 'incomparable';
  return more === leavesOut ? 'weaker' : 'stronger';
};

/** The ways in which a pattern matches: `^(a|b)` and `^a|^b` are the same two. */
const parts = (pattern: string): readonly string[] => {
  const text = pattern.replace(/^\(\?x\)/, '').replaceAll(/\s+/g, '');
  const [, start = '', inner = text, end = ''] = /^(\^?)\((?:\?:)?((?:[^()]|\([^()]*\))*)\)(\$?)$/.exec(text) ?? [];
  const found = [''];
  let depth = 0;
  for (const character of inner) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (character === '|' && depth === 0) found.push('');
    else found[found.length - 1] += character;
  }
  return found.filter((part) => part !== '').map((part) => `${start}${part}${end}`);
};
