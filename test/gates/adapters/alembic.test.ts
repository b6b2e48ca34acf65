import { expect, test } from 'vitest';
import { adapter } from '../../../src/gates/adapters/alembic.ts';
import { unitOf } from './reading.ts';
import { unitAt } from './whole-repository.ts';

const ini = '[alembic]\nscript_location = db/migrations\n\n[loggers]\nkeys = root\n';

test('the configuration is no gate; the step that checks it is', async () => {
  expect(unitOf(adapter, { 'alembic.ini': ini })).toMatchObject({ enforcement: 'unverified', title: 'migrations in db/migrations', settings: { location: 'db/migrations' } });
  expect(unitOf(adapter, { 'alembic.ini': ini }).opaque).toContain('states no check');
  const workflow = 'on: {push: {tags: [v*]}}\njobs:\n  migrations:\n    steps:\n      - run: alembic upgrade head && alembic check\n  ship:\n    needs: migrations\n    steps:\n      - run: ./ship\n';
  expect((await unitAt({ 'alembic.ini': ini, '.github/workflows/ci.yml': workflow }, 'alembic.ini#alembic')).enforcement).toBe('block');
});
