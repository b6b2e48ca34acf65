import { rankOf } from '../enforcement.ts';
import type { ChainLink, GateUnit } from '../model.ts';
import { withLink } from './gate-unit.ts';

/** Formats whose units run commands in continuous integration; their links are made before those of other formats. */
const CI_FORMATS: ReadonlySet<string> = new Set(['github-actions', 'gitlab-ci', 'circleci']);

/** One that nobody can see from here ranks between telling somebody and stopping. */
const rank = ({ enforcement }: GateUnit): number => rankOf(enforcement) ?? 3.5;

/**
 * Lengthens the chain of units that a tool evaluates by the CI step that runs the tool: the strongest such step decides, and
 * without one nothing here shows that anybody runs it.
 */
export const throughCi = (own: readonly GateUnit[], all: readonly GateUnit[], runs: RegExp, tool: string): readonly GateUnit[] => {
  const found = all.filter((unit) => CI_FORMATS.has(unit.format) && runs.test(`${unit.body}\n${unit.title}`));
  // A job says what its steps say: where a step is a unit of its own, it decides.
  const inner = new Set(found.flatMap(({ path, selector }) => (selector.includes('/') ? [`${path}#${selector.slice(0, selector.lastIndexOf('/'))}`, `${path}#${selector.slice(0, selector.indexOf('/'))}`] : [])));
  const [step] = found.filter(({ key }) => !inner.has(key)).toSorted((one, other) => rank(other) - rank(one) || other.selector.length - one.selector.length);
  return own.map((unit) => withLink(unit, linkTo(step, unit, tool)));
};

const linkTo = (step: GateUnit | undefined, unit: GateUnit, tool: string): ChainLink => {
  if (step === undefined) return { name: 'step', enforcement: 'unverified', reason: `no CI step that can be read here runs ${tool}`, path: unit.path, source: null };
  const reason = step.chain.find(({ enforcement }) => enforcement === step.enforcement)?.reason ?? '';
  return { name: 'step', enforcement: step.enforcement, reason: `${step.key} runs ${tool}: ${reason}`, path: step.path, source: step.source };
};
