import { parseTOML, type AST } from 'toml-eslint-parser';
import type { GateFile, GateReading } from '../../adapter.ts';
import { condition, gateUnit } from '../../formats/gate-unit.ts';
import { readIni } from '../../formats/ini-file.ts';
import { positionsOf } from '../../formats/positions.ts';
import type { Condition, GateUnit } from '../../model.ts';
import { FORMAT } from './javascript.ts';

/** `fail_under` of coverage.py in `pyproject.toml`, and `--cov-fail-under` among pytest's options. */
export const tomlUnits = (file: GateFile): GateReading => {
  try {
    const units = tables(parseTOML(file.text)).flatMap(({ name, pairs }) => pairs.flatMap(({ key, value, range }) => optionUnit(file, name.replace(/^tool\./, ''), key, value, range)));
    return { units, problems: [] };
  } catch (error) {
    const message = `not valid TOML: ${error instanceof Error ? error.message : String(error)}`;
    return { units: [], problems: [{ path: file.path, source: null, message, hint: null }] };
  }
};

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly range: readonly [number, number];
}

const tables = (program: AST.TOMLProgram): readonly { readonly name: string; readonly pairs: readonly Pair[] }[] =>
  program.body[0].body.flatMap((node) => (node.type === 'TOMLTable' ? [{ name: node.resolvedKey.join('.'), pairs: node.body.map(pairOf) }] : []));

const pairOf = (node: AST.TOMLKeyValue): Pair => ({
  key: node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value)).join('.'),
  value: textOf(node.value),
  range: node.range,
});

const textOf = (node: AST.TOMLContentNode): string => {
  if (node.type === 'TOMLValue') return String(node.value);
  return node.type === 'TOMLArray' ? node.elements.map(textOf).join(' ') : '';
};

/** `.coveragerc`, `setup.cfg`, `tox.ini`. */
export const iniUnits = (file: GateFile): GateReading => {
  const units = readIni(file.text).flatMap(({ section, key, value, start, end }) => optionUnit(file, section, key, value, [start, end]));
  return { units, problems: [] };
};

const optionUnit = (file: GateFile, section: string, key: string, value: string, range: readonly [number, number]): readonly GateUnit[] => {
  const source = positionsOf(file.text).source(range[0], range[1]);
  const report = /^(?:coverage[.:])?report$/.test(section) && key === 'fail_under';
  const option = key === 'addopts' ? /--cov-fail-under[= ](\S+)/.exec(value)?.[1] : undefined;
  const written = report ? value : option;
  if (written === undefined) return [];
  const number = /^\d+(?:\.\d+)?$/.test(written.trim()) ? Number(written) : null;
  const fires: Condition = condition({ metric: 'coverage', comparator: 'lt', threshold: number, expression: number === null ? written : null, unit: '%', opaque: number === null ? 'it is not a number' : null, source });
  return [gateUnit({
    path: file.path,
    selector: `${section}/${report ? 'fail_under' : 'cov-fail-under'}`,
    format: FORMAT,
    title: 'coverage',
    enforcement: 'block',
    reason: report ? 'coverage report exits with a failure below it' : 'pytest exits with a failure below it',
    link: 'threshold',
    source,
    conditions: [fires],
    body: `${key} ${written}`,
  })];
};
