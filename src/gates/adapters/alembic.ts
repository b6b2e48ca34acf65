import type { GateAdapter, GateReading } from '../adapter.ts';
import { throughCi } from '../formats/ci-runner.ts';
import { gateUnit } from '../formats/gate-unit.ts';
import { readIni } from '../formats/ini-file.ts';
import { positionsOf } from '../formats/positions.ts';

const FORMAT = 'alembic';

/** Migrations by Alembic. It has no gate of its own: a CI step that runs `alembic check` or an upgrade is one. */
export const adapter: GateAdapter = {
  id: FORMAT,
  title: 'Alembic migrations',
  holds: 'migration settings',
  recognises: ({ path, text }) => path.endsWith('.ini') && /^\[alembic\]/m.test(text),
  read: (file): GateReading => {
    const options = readIni(file.text).filter(({ section }) => section === 'alembic');
    const location = options.find(({ key }) => key === 'script_location');
    const start = file.text.indexOf('[alembic]');
    const end = options.at(-1)?.end ?? start + '[alembic]'.length;
    return {
      units: [gateUnit({
        path: file.path,
        selector: 'alembic',
        format: FORMAT,
        title: `migrations in ${location?.value ?? 'the script location'}`,
        enforcement: 'block',
        reason: 'a failing migration fails the command that runs it',
        link: 'migrations',
        source: positionsOf(file.text).source(start, end),
        settings: { location: location?.value ?? null },
        opaque: 'the configuration states no check; what a CI step runs on it decides',
        body: `alembic ${location?.value ?? ''}`,
      })],
      problems: [],
    };
  },
  settings: {
    location: { direction: 'unordered', weaker: 'setting-changed', stronger: 'setting-changed', title: 'place of the migrations' },
  },
  link: (own, all) => throughCi(own, all, /\balembic\b[^\n]*\b(?:check|upgrade|heads|branches|current)\b/, 'the migrations'),
};
