import type { GateAdapter } from '../adapter.ts';

/** The project's own gate file: `apiVersion: gates/v1alpha1`. */
export const adapter: GateAdapter = {
  id: 'native',
  title: 'gates.yaml',
  recognises: ({ text }) => /^apiVersion:\s*gates\/v1/m.test(text),
  read: () => ({ units: [], problems: [] }),
  settings: {},
};
