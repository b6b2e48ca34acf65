import type { GateFile } from '../adapter.ts';
import { condition, gateUnit, type UnitFacts } from '../formats/gate-unit.ts';
import { at, canonical, type ConfigNode } from '../formats/node.ts';
import type { Comparator, Enforcement, GateUnit, OnNoData } from '../model.ts';
import { durationSeconds } from '../values/duration.ts';
import type { Canary, GateSet, PromotionGate, Rollback, Rollout } from './schema.ts';

type Operator = PromotionGate['op'];

/** A gate says when it passes; a condition says when it fires. */
export const FAILS: Readonly<Record<Operator, Comparator>> = { lt: 'gte', lte: 'gt', gt: 'lte', gte: 'lt' };
const NO_DATA: Readonly<Record<PromotionGate['onNoData'], OnNoData>> = { fail: 'fire', warn: 'hold', pass: 'pass' };
const SIGNAL_NO_DATA: Readonly<Record<Rollback['signals'][number]['onNoData'], OnNoData>> = { rollback: 'fire', halt: 'hold', ignore: 'pass' };
const LADDER: Readonly<Record<PromotionGate['enforcement'], Enforcement>> = { deny: 'block', warn: 'notify', dryrun: 'observe' };

const seconds = (text: string | undefined): number | null => (text === undefined ? null : durationSeconds(text));
const NAMES: ReadonlySet<string> = new Set(['id']);

/** The units of a gate file: one for each promotion gate, divergence and rollback signal, and one for each section's settings. */
export const unitsOf = (file: GateFile, set: GateSet, root: ConfigNode): readonly GateUnit[] => {
  const spec = at(root, 'spec');
  const environment = set.metadata.environment ?? null;
  const build = (selector: string, node: ConfigNode | null, facts: Pick<UnitFacts, 'title' | 'enforcement' | 'reason'> & Partial<UnitFacts>): GateUnit =>
    gateUnit({
      path: file.path, selector, format: 'native', link: 'gate', source: node?.source ?? root.source, mark: node?.mark ?? null,
      // A section without conditions is all settings; what else stands below it belongs to other units.
      body: facts.conditions === undefined ? JSON.stringify(facts.settings) : canonical(node, NAMES),
      ...facts,
      settings: { environment, ...facts.settings },
    });
  const place = (...path: readonly (string | number)[]): ConfigNode => at(spec, ...path) ?? root;
  const units = [
    ...set.spec.promotion.map((gate, index) => promotionUnit(gate, place('promotion', index), build)),
    ...(set.spec.canary === undefined ? [] : canaryUnits(set.spec.canary, place, build)),
    ...(set.spec.rollback === undefined ? [] : rollbackUnits(set.spec.rollback, place, build)),
    ...(set.spec.rollout === undefined ? [] : rolloutUnits(set.spec.rollout, place, build)),
  ];
  const { soak, override } = set.spec;
  if (soak !== undefined) {
    units.push(build('soak', place('soak'), { title: 'soak', enforcement: 'block', reason: 'promotion waits for the soak', settings: { bakeSeconds: seconds(soak.bakeTime), minRequests: soak.minRequests } }));
  }
  units.push(
    build('override', place('override'), {
      title: 'override',
      enforcement: 'block',
      reason: override.policy === 'none' ? 'nobody may pass a failed gate' : 'a failed gate is passed by break-glass only',
      settings: {
        policy: override.policy,
        approvers: override.approvers.toSorted(),
        minApprovers: override.minApprovers,
        overrideSeconds: seconds(override.expiresAfter),
        audit: (override.audit?.require ?? []).toSorted(),
        reviewSeconds: seconds(override.audit?.reviewWithin),
      },
    }),
  );
  return units.map((unit) => paid(unit, set));
};

type Build = (selector: string, node: ConfigNode | null, facts: Pick<UnitFacts, 'title' | 'enforcement' | 'reason'> & Partial<UnitFacts>) => GateUnit;
type Place = (...path: readonly (string | number)[]) => ConfigNode;

const ENFORCEMENT_REASON: Readonly<Record<PromotionGate['enforcement'], string>> = {
  deny: 'enforcement: deny', warn: 'enforcement: warn only says so', dryrun: 'enforcement: dryrun only records',
};

const promotionUnit = (gate: PromotionGate, node: ConfigNode, build: Build): GateUnit =>
  build(`promotion/${gate.id}`, node, {
    title: `${gate.id}: ${gate.metric}`,
    enforcement: LADDER[gate.enforcement],
    reason: ENFORCEMENT_REASON[gate.enforcement],
    conditions: [
      condition({
        metric: gate.metric, comparator: FAILS[gate.op], threshold: gate.threshold, unit: gate.unit ?? null, windowSeconds: seconds(gate.lookbackWindow),
        onNoData: NO_DATA[gate.onNoData], source: at(node, 'threshold')?.source ?? node.source,
      }),
    ],
    settings: {
      minSampleSize: gate.minSampleSize ?? 0,
      measuredFrom: gate.source === undefined ? null : `${gate.source.file}${gate.source.pointer}`,
      baseline: gate.baseline?.ref ?? null,
      minAbsoluteChange: gate.baseline?.minAbsoluteChange ?? null,
      minRelativeChange: gate.baseline?.minRelativeChange ?? null,
      greaterIsBetter: gate.baseline === undefined ? null : String(gate.baseline.greaterIsBetter),
    },
  });

/** The consequence of a breach, as far as the canary is enforced at all. */
const canaryEnforcement = ({ onBreach, enforcement }: Canary): { readonly enforcement: Enforcement; readonly reason: string } => {
  if (enforcement !== 'deny') return { enforcement: LADDER[enforcement], reason: ENFORCEMENT_REASON[enforcement] };
  const rungs = { rollback: 'revert', halt: 'halt', alert: 'notify' } as const;
  return { enforcement: rungs[onBreach], reason: `onBreach: ${onBreach}` };
};

const canaryUnits = (canary: Canary, place: Place, build: Build): readonly GateUnit[] => {
  const { compare, analysis, traffic } = canary;
  const consequence = canaryEnforcement(canary);
  return [
    ...compare.divergence.map((gate, index) => {
      const node = place('canary', 'compare', 'divergence', index);
      return build(`canary/${gate.id}`, node, {
        title: `${gate.id}: ${gate.metric}`,
        ...consequence,
        conditions: [
          condition({
            metric: gate.metric, comparator: FAILS[gate.op], threshold: gate.threshold, unit: gate.unit ?? null, tolerance: analysis.failureLimit, count: analysis.count,
            onNoData: NO_DATA[analysis.onNoData], source: at(node, 'threshold')?.source ?? node.source,
          }),
        ],
        settings: { slices: gate.slices.toSorted(), inputs: compare.inputs, joinKey: compare.joinKey ?? null, minOverlap: compare.minOverlap },
      });
    }),
    build('canary/analysis', place('canary'), {
      title: 'canary analysis',
      ...consequence,
      settings: {
        initialDelaySeconds: seconds(analysis.initialDelay),
        intervalSeconds: seconds(analysis.interval),
        consecutiveErrorLimit: analysis.consecutiveErrorLimit,
        stepWeights: (traffic?.stepWeights ?? []).map(String),
        maxWeight: traffic?.maxWeight ?? null,
        mirror: traffic?.mirror ?? null,
      },
    }),
  ];
};

const rollbackUnits = (rollback: Rollback, place: Place, build: Build): readonly GateUnit[] => {
  const consequence = rollback.automatic
    ? ({ enforcement: 'revert', reason: 'automatic: true' } as const)
    : ({ enforcement: 'halt', reason: 'automatic: false waits for a person' } as const);
  return [
    ...rollback.signals.map((signal, index) => {
      const node = place('rollback', 'signals', index);
      return build(`rollback/${signal.id}`, node, {
        title: `${signal.id}: ${signal.metric}`,
        ...consequence,
        conditions: [
          condition({
            metric: signal.metric, comparator: signal.op, threshold: signal.threshold, unit: signal.unit ?? null, holdSeconds: seconds(signal.for),
            onNoData: SIGNAL_NO_DATA[signal.onNoData], source: at(node, 'threshold')?.source ?? node.source,
          }),
        ],
      });
    }),
    build('rollback/recovery', place('rollback'), {
      title: 'recovery',
      ...consequence,
      settings: {
        target: rollback.target,
        maxRecoverySeconds: seconds(rollback.maxRecoveryTime),
        rehearsalCadenceSeconds: seconds(rollback.rehearsal?.cadence),
        lastRehearsed: rollback.rehearsal?.lastRehearsed ?? null,
      },
    }),
  ];
};

const rolloutUnits = (rollout: Rollout, place: Place, build: Build): readonly GateUnit[] => {
  const { coverage } = rollout;
  const verified = coverage.from === 'per-target-verification';
  return [
    build('rollout/coverage', place('rollout', 'coverage'), {
      title: 'roll-out coverage',
      enforcement: verified ? 'block' : 'observe',
      reason: verified ? 'the roll-out fails below its coverage' : "from: tool-exit-status believes the tool's own success",
      conditions: [condition({ metric: 'verified_coverage', comparator: 'lt', threshold: coverage.require, unit: 'ratio', onNoData: 'fire', source: at(place('rollout', 'coverage'), 'require')?.source ?? place('rollout', 'coverage').source })],
      settings: { maxStragglers: rollout.maxStragglers, records: coverage.records, declared: coverage.declared },
    }),
    build('rollout/batches', place('rollout'), {
      title: 'roll-out batches',
      enforcement: 'block',
      reason: 'a batch that fails ends the roll-out',
      settings: { batches: rollout.batches.map(String), canaryBatch: rollout.canaryBatch },
    }),
  ];
};

const paid = (unit: GateUnit, { paidFor }: GateSet): GateUnit => {
  const own = paidFor.filter((one) => one.unit === unit.selector);
  if (own.length === 0) return unit;
  const figures = own.flatMap(({ incident, action, replay }) => (replay === undefined ? [] : [{ incident, action: action ?? null, value: replay.value }]));
  return { ...unit, paidFor: [...new Set(own.map(({ incident }) => incident))], paidFigures: figures };
};
