import type { GateFile } from '../../adapter.ts';
import { gateUnit, listSetting } from '../../formats/gate-unit.ts';
import type { KubernetesObject } from '../../formats/kubernetes.ts';
import { at, booleanOf, canonical, type ConfigNode, entriesOf, itemsOf, numberOf, textOf } from '../../formats/node.ts';
import type { Enforcement, GateUnit, SettingValue } from '../../model.ts';
import { durationSeconds } from '../../values/duration.ts';
import { type AnalysisReference, dryRunNames, joined, references } from './reference.ts';

/** The strategy of a Rollout, or an Experiment, as one unit: how much traffic moves before which analysis has spoken. */
export const rolloutUnits = (file: GateFile, object: KubernetesObject, selector: (name: string) => string): readonly GateUnit[] => {
  const strategy = at(object.spec, 'strategy');
  const canary = at(strategy, 'canary');
  const blueGreen = at(strategy, 'blueGreen');
  const facts = object.kind === 'Experiment' ? experiment(object) : canary !== null ? canaryFacts(canary) : blueGreen === null ? null : blueGreenFacts(blueGreen);
  if (facts === null) return [];
  const part = object.kind === 'Experiment' ? '' : canary !== null ? '/canary' : '/blueGreen';
  const opaque = object.opaque ?? facts.opaque;
  return [
    gateUnit({
      path: file.path,
      selector: selector(`${object.kind}/${object.name}${part}`),
      format: 'argo-rollouts',
      title: `${object.kind} ${object.name}${part === '' ? '' : `, ${part.slice(1)}`}`,
      enforcement: facts.enforcement,
      reason: facts.reason,
      link: object.kind === 'Experiment' ? 'experiment' : 'strategy',
      source: (canary ?? blueGreen ?? object.root).source,
      mark: object.mark ?? strategy?.mark ?? canary?.mark ?? blueGreen?.mark ?? null,
      settings: { ...facts.settings, rollbackWindow: numberOf(at(object.spec, 'rollbackWindow', 'revisions')), progressDeadlineAbort: booleanOf(at(object.spec, 'progressDeadlineAbort')) },
      opaque,
      // How long it pauses is a setting, in seconds.
      body: canonical(strategy ?? object.spec, new Set(['duration'])),
    }),
  ];
};

interface StrategyFacts {
  readonly enforcement: Enforcement;
  readonly reason: string;
  readonly settings: Readonly<Record<string, SettingValue | null>>;
  readonly opaque: string | null;
}

interface Exposure {
  readonly weights: readonly number[];
  readonly bakeSeconds: number;
  readonly manualPauses: number;
  /** Largest share of traffic moved before any analysis has passed; 100 where none looks. */
  readonly beforeAnalysis: number;
  readonly analyses: readonly AnalysisReference[];
  readonly opaque: string | null;
}

const readSteps = (steps: readonly ConfigNode[]): Exposure => {
  const weights: number[] = [];
  const analyses: AnalysisReference[] = [];
  let bakeSeconds = 0;
  let manualPauses = 0;
  let beforeAnalysis: number | null = null;
  let opaque: string | null = null;
  for (const step of steps) {
    for (const { key, node } of entriesOf(step)) {
      if (node.kind === 'opaque') opaque ??= `templated: ${key} ${node.text.trim()}`;
      if (key === 'setWeight') weights.push(numberOf(node) ?? 0);
      else if (key === 'pause') {
        const duration = textOf(at(node, 'duration'));
        if (duration === null) manualPauses += 1;
        else bakeSeconds += durationSeconds(/^\d+$/.test(duration) ? `${duration}s` : duration) ?? 0;
      } else if (key === 'analysis' || key === 'experiment') {
        const found = key === 'analysis' ? references(node) : joined(itemsOf(at(node, 'analyses')).map(references));
        if (found.templates.length === 0) continue;
        analyses.push(found);
        beforeAnalysis ??= weights.at(-1) ?? 0;
      }
    }
  }
  return { weights, bakeSeconds, manualPauses, beforeAnalysis: beforeAnalysis ?? 100, analyses, opaque };
};

const canaryFacts = (canary: ConfigNode): StrategyFacts => {
  const steps = readSteps(itemsOf(at(canary, 'steps')));
  const background = references(at(canary, 'analysis'));
  const startingStep = numberOf(at(canary, 'analysis', 'startingStep'));
  const all = joined([...steps.analyses, background]);
  const looks = all.templates.length > 0;
  const [enforcement, reason] = looks
    ? (['revert', `${[...new Set(all.templates)].join(', ')} must pass; otherwise the rollout is aborted`] as const)
    : steps.manualPauses > 0
      ? (['halt', 'no analysis: it waits for a person to look and promote'] as const)
      : (['observe', steps.weights.length > 0 ? 'no analysis: it moves on by the clock, whatever the canary does' : 'no steps and no analysis: everything moves at once'] as const);
  return {
    enforcement,
    reason,
    opaque: steps.opaque,
    settings: {
      weights: steps.weights.length === 0 ? null : steps.weights.map(String),
      exposureBeforeAnalysis: looks && background.templates.length === 0 ? steps.beforeAnalysis : null,
      bakeSeconds: steps.bakeSeconds,
      manualPauses: steps.manualPauses,
      analyses: listSetting(all.templates),
      arguments: listSetting(all.values),
      dryRun: listSetting(all.dryRun),
      startingStep: background.templates.length === 0 ? null : (startingStep ?? 0),
      maxUnavailable: textOf(at(canary, 'maxUnavailable')),
    },
  };
};

const blueGreenFacts = (blueGreen: ConfigNode): StrategyFacts => {
  const before = references(at(blueGreen, 'prePromotionAnalysis'));
  const after = references(at(blueGreen, 'postPromotionAnalysis'));
  const manual = booleanOf(at(blueGreen, 'autoPromotionEnabled')) === false;
  const [enforcement, reason] =
    before.templates.length > 0
      ? (['revert', `${before.templates.join(', ')} must pass before the traffic moves`] as const)
      : after.templates.length > 0
        ? (['revert', `${after.templates.join(', ')} looks after all traffic has moved: it takes back, but everybody meets the fault first`] as const)
        : manual
          ? (['halt', 'no analysis: it waits for a person to promote'] as const)
          : (['observe', 'no analysis: the traffic moves as soon as the pods are ready'] as const);
  return {
    enforcement,
    reason,
    opaque: null,
    settings: {
      prePromotionAnalysis: listSetting(before.templates),
      postPromotionAnalysis: listSetting(after.templates),
      analyses: listSetting([...before.templates, ...after.templates]),
      arguments: listSetting([...before.values, ...after.values]),
      dryRun: listSetting([...before.dryRun, ...after.dryRun]),
      autoPromotionEnabled: booleanOf(at(blueGreen, 'autoPromotionEnabled')),
      autoPromotionSeconds: numberOf(at(blueGreen, 'autoPromotionSeconds')),
      scaleDownDelaySeconds: numberOf(at(blueGreen, 'scaleDownDelaySeconds')),
      previewReplicaCount: numberOf(at(blueGreen, 'previewReplicaCount')),
    },
  };
};

const experiment = (object: KubernetesObject): StrategyFacts => {
  const all = joined(itemsOf(at(object.spec, 'analyses')).map(references));
  return {
    enforcement: 'observe',
    reason: all.templates.length > 0 ? 'an experiment on its own reports; it stops no rollout' : 'an experiment without analyses compares nothing',
    opaque: null,
    settings: {
      analyses: listSetting(all.templates),
      arguments: listSetting(all.values),
      dryRun: listSetting([...all.dryRun, ...dryRunNames(at(object.spec, 'dryRun'))]),
      durationSeconds: durationSeconds(textOf(at(object.spec, 'duration')) ?? ''),
    },
  };
};
