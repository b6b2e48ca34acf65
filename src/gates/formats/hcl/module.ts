import type { GateFiles } from '../../adapter.ts';
import { evaluateHcl, type HclResolve, type HclResult, type HclValue } from './evaluate.ts';
import type { HclExpression } from './expression.ts';
import { type HclAttribute, type HclBlock, type HclFile, parseHcl } from './tree.ts';

/** A directory of Terraform files: what its expressions may refer to. */
interface TerraformModule {
  readonly directory: string;
  readonly locals: ReadonlyMap<string, HclExpression>;
  /** Defaults of variables; null where a variable has none. */
  readonly variables: ReadonlyMap<string, HclExpression | null>;
  /** Values given by `terraform.tfvars` and `*.auto.tfvars`. */
  readonly values: ReadonlyMap<string, HclExpression>;
  readonly calls: readonly ModuleCall[];
}

interface ModuleCall {
  readonly name: string;
  readonly target: string;
  readonly arguments: ReadonlyMap<string, HclAttribute>;
  readonly from: string;
}

/** The Terraform of one look at the repository; each file is parsed once. */
export interface Terraform {
  readonly file: (path: string, text: string) => HclFile;
  /** Resolves references of the expressions in a directory; `bindings` are what the place adds (`each.value`). */
  readonly resolverOf: (directory: string, bindings?: Readonly<Record<string, HclValue>>) => HclResolve;
}

const known = new WeakMap<GateFiles, Terraform>();

export const terraformOf = (files: GateFiles): Terraform => {
  const before = known.get(files);
  if (before !== undefined) return before;
  const made = readTerraform(files);
  known.set(files, made);
  return made;
};

export const directoryOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

/** `modules/x` as seen from `live/prod` by `../../modules/x`; null for a source that is no path in the repository. */
const localSource = (directory: string, source: string): string | null => {
  if (!source.startsWith('./') && !source.startsWith('../')) return null;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of source.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

/** Parsed files by path, whatever view of the repository asked: a module's files are read again for each file that is resolved. */
const parsed = new Map<string, { readonly text: string; readonly file: HclFile }>();
const MOST_PARSED = 2000;

const file = (path: string, text: string): HclFile => {
  const before = parsed.get(path);
  if (before?.text === text) return before.file;
  const made = parseHcl(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(path, { text, file: made });
  return made;
};

const readTerraform = (files: GateFiles): Terraform => {
  const load = (path: string): HclFile | null => {
    const text = files.text(path);
    return text === null ? null : file(path, text);
  };
  const byDirectory = new Map<string, string[]>();
  for (const path of files.paths) {
    if (!path.endsWith('.tf') && !path.endsWith('.tfvars')) continue;
    const directory = directoryOf(path);
    const listed = byDirectory.get(directory);
    if (listed === undefined) byDirectory.set(directory, [path]);
    else listed.push(path);
  }
  const modules = new Map<string, TerraformModule>();
  const moduleAt = (directory: string): TerraformModule => {
    const before = modules.get(directory);
    if (before !== undefined) return before;
    const made = readModule(directory, byDirectory.get(directory) ?? [], load);
    modules.set(directory, made);
    return made;
  };
  let callers: Map<string, ModuleCall[]> | null = null;
  const callersOf = (directory: string): readonly ModuleCall[] => {
    if (callers === null) {
      callers = new Map();
      for (const call of [...byDirectory.keys()].flatMap((one) => moduleAt(one).calls)) callers.set(call.target, [...(callers.get(call.target) ?? []), call]);
    }
    return callers.get(directory) ?? [];
  };
  const resolverOf = (directory: string, bindings: Readonly<Record<string, HclValue>> = {}): HclResolve => {
    const here = moduleAt(directory);
    const resolve: HclResolve = (path, depth) => {
      const [root, name, ...rest] = path;
      if (typeof root === 'string' && Object.hasOwn(bindings, root)) return inside(bindings[root] ?? null, path.slice(1), path);
      if (root === 'local' && typeof name === 'string') {
        const local = here.locals.get(name);
        return local === undefined ? unknown(path) : within(evaluateHcl(local, resolve, depth), rest, path);
      }
      if (root === 'var' && typeof name === 'string') return within(variable(here, name, depth), rest, path);
      return unknown(path);
    };
    const variable = (module: TerraformModule, name: string, depth: number): HclResult => {
      const fallback = module.variables.get(name);
      const given = module.values.get(name);
      const calls = callersOf(module.directory);
      if (calls.length === 0) {
        const value = given ?? fallback;
        return value === undefined || value === null ? unknown(['var', name]) : evaluateHcl(value, resolve, depth);
      }
      const values = calls.map((call) => {
        const argument = call.arguments.get(name);
        if (argument !== undefined) return evaluateHcl(argument.value, resolverOf(call.from), depth);
        return fallback === undefined || fallback === null ? unknown(['var', name]) : evaluateHcl(fallback, resolve, depth);
      });
      const [first] = values;
      if (first === undefined) return unknown(['var', name]);
      if (values.every((one) => JSON.stringify(one) === JSON.stringify(first))) return first;
      return { unknown: `var.${name} (the ${calls.length} callers of the module give different values)` };
    };
    return resolve;
  };
  return { file, resolverOf };
};

const unknown = (path: readonly (string | number)[]): HclResult => ({ unknown: path.join('.') });

const within = (result: HclResult, rest: readonly (string | number)[], path: readonly (string | number)[]): HclResult => ('unknown' in result ? result : inside(result.value, rest, path));

const inside = (value: HclValue, rest: readonly (string | number)[], path: readonly (string | number)[]): HclResult => {
  let here = value;
  for (const step of rest) {
    const next = here === null || typeof here !== 'object' ? undefined : new Map(Object.entries(here)).get(String(step));
    if (next === undefined) return unknown(path);
    here = next;
  }
  return { value: here };
};

const readModule = (directory: string, paths: readonly string[], load: (path: string) => HclFile | null): TerraformModule => {
  const locals = new Map<string, HclExpression>();
  const variables = new Map<string, HclExpression | null>();
  const values = new Map<string, HclExpression>();
  const calls: ModuleCall[] = [];
  for (const path of paths) {
    if (path.endsWith('.tfvars')) {
      if (!path.endsWith('.auto.tfvars') && !path.endsWith('terraform.tfvars')) continue;
      for (const [name, attribute] of load(path)?.attributes ?? []) values.set(name, attribute.value);
      continue;
    }
    for (const block of load(path)?.blocks ?? []) {
      const [label] = block.labels;
      if (block.type === 'locals') for (const [name, attribute] of block.attributes) locals.set(name, attribute.value);
      else if (block.type === 'variable' && label !== undefined) variables.set(label, block.attributes.get('default')?.value ?? null);
      else if (block.type === 'module' && label !== undefined) calls.push(...moduleCall(directory, label, block));
    }
  }
  return { directory, locals, variables, values, calls };
};

const moduleCall = (directory: string, name: string, block: HclBlock): readonly ModuleCall[] => {
  const source = block.attributes.get('source')?.value;
  const target = source?.kind === 'literal' && typeof source.value === 'string' ? localSource(directory, source.value) : null;
  return target === null ? [] : [{ name, target, arguments: block.attributes, from: directory }];
};
