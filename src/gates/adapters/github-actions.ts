import type { GateAdapter } from '../adapter.ts';
import { positionsOf } from '../formats/positions.ts';
import { lintWorkflows } from './github-actions/lint.ts';
import { linkWorkflows } from './github-actions/link.ts';
import { WORKFLOW_SETTINGS } from './github-actions/settings.ts';
import { FORMAT, workflowUnits } from './github-actions/units.ts';
import { readWorkflow } from './github-actions/workflow.ts';

/**
 * Workflows of GitHub Actions: a unit for each job and each step that checks something, with the chain step → job → workflow →
 * required check.
 */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'GitHub Actions',
  holds: 'job',
  recognises: ({ path, text }) => /\.ya?ml$/.test(path) && /^jobs\s*:/m.test(text) && /^["']?(?:on|true)["']?\s*:/m.test(text),
  read: (file) => {
    const { workflow, problems } = readWorkflow(file);
    return { units: workflow === null ? [] : workflowUnits(workflow, positionsOf(file.text)), problems };
  },
  settings: WORKFLOW_SETTINGS,
  link: linkWorkflows,
  lint: lintWorkflows,
};
