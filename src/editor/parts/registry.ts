import { actions } from './actions.ts';
import { causes } from './causes.ts';
import { decisions } from './decisions.ts';
import { facts } from './facts.ts';
import type { Part } from './part.ts';
import { prose } from './prose.ts';
import { signals } from './signals.ts';
import { timeline } from './timeline.ts';
import { variables } from './variables.ts';
import { whys } from './whys.ts';

/** All parts, in the order in which one writes them. */
export const PARTS: readonly Part[] = [
  facts, prose.summary, prose.impact, prose.detection, prose.trigger, timeline, signals, variables, prose.root_cause, causes, whys, decisions,
  prose.resolution, actions, prose.went_well, prose.went_poorly, prose.lucky, prose.lessons, prose.supporting,
];

export const partNamed = (name: string): Part | undefined => PARTS.find((part) => part.name === name);

export const TIMELINE = PARTS.indexOf(timeline);
