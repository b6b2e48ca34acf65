import type { GateAdapter } from '../adapter.ts';
import { distinctSelectors } from '../formats/gate-unit.ts';
import { declares, readKubernetes } from '../formats/kubernetes.ts';
import { indexRunners, linkMetric } from './argo-rollouts/link.ts';
import { lintMetric, lintStrategy } from './argo-rollouts/lint.ts';
import { replayMetric } from './argo-rollouts/replay.ts';
import { rolloutUnits } from './argo-rollouts/rollout.ts';
import { ARGO_SETTINGS } from './argo-rollouts/settings.ts';
import { templateUnits } from './argo-rollouts/template.ts';
import { isComposition, isMetric } from './argo-rollouts/unit.ts';

/** Argo Rollouts: metrics of analysis templates, and the strategies that run them. */
export const adapter: GateAdapter = {
  id: 'argo-rollouts',
  title: 'Argo Rollouts',
  holds: 'rollout, analysis template or experiment',
  recognises: ({ text }) => text.includes('argoproj.io/') && /\bkind["']?:\s*["']?(?:Rollout|AnalysisTemplate|ClusterAnalysisTemplate|Experiment)\b/.test(text),
  read: (file) => {
    const { objects, problems } = readKubernetes(file);
    const selector = distinctSelectors();
    const units = objects.flatMap((object) => {
      if (object.group !== 'argoproj.io') return [];
      if (object.kind === 'AnalysisTemplate' || object.kind === 'ClusterAnalysisTemplate') return templateUnits(file, object, selector);
      return object.kind === 'Rollout' || object.kind === 'Experiment' ? rolloutUnits(file, object, selector) : [];
    });
    return { units, problems, instead: declares(objects) };
  },
  settings: ARGO_SETTINGS,
  replay: (unit, condition, point) => (unit.settings['provider'] === undefined || condition.opaque !== null ? null : replayMetric(unit, point)),
  link: (own) => {
    const runners = indexRunners(own);
    return own.filter((unit) => isMetric(unit) || isComposition(unit)).flatMap((unit) => linkMetric(unit, runners));
  },
  lint: (own) => own.flatMap((unit) => (isMetric(unit) ? lintMetric(unit) : lintStrategy(unit))),
};
