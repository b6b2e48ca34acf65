import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../record/errors.ts';
import type { Host } from '../workspace/host.ts';

/** The text as the writer's own editor ($VISUAL, $EDITOR) leaves it. Throws a `UserError` where it cannot run or fails. */
export const editOutside = ({ env, cwd }: Host, text: string): string => {
  const [program = 'vi', ...args] = (env['VISUAL'] || env['EDITOR'] || 'vi').split(/\s+/);
  const folder = mkdtempSync(join(tmpdir(), 'postmortem-'));
  try {
    const file = join(folder, 'postmortem.md');
    writeFileSync(file, text, { mode: 0o600 });
    const { status, error } = spawnSync(program, [...args, file], { stdio: 'inherit', cwd });
    if (error || status !== 0) throw new UserError(`${program} ${error ? `cannot be run: ${error.message}` : 'failed'}`, { hint: 'nothing was changed; set EDITOR to another program' });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
