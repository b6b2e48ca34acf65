import { UserError } from '../record/errors.ts';
import type { Host } from './host.ts';
import { decode, type TextFile } from './text-file.ts';

/** Sizes in bytes of the objects of a repository, by one call of git; those that are missing are left out. */
export const objectSizes = async (host: Host, folder: string, objects: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (objects.length === 0) return new Map();
  const { code, stdout } = await host.run('git', ['cat-file', '--batch-check'], { cwd: folder, input: objects.map((object) => `${object}\n`).join('') });
  if (code !== 0) throw new UserError('git could not read the objects of the repository', { place: folder });
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [object = '', type, size = ''] = line.split(' ');
      return type === 'blob' ? [[object, Number(size)] as const] : [];
    }),
  );
};

/** The contents of objects in their order, by one call of git; what is missing, too large or no text is told with the reason. */
export const readObjects = async (host: Host, folder: string, objects: readonly string[], limit: number): Promise<readonly TextFile[]> => {
  if (objects.length === 0) return [];
  const { code, stdout } = await host.run('git', ['cat-file', '--batch'], { cwd: folder, input: objects.map((object) => `${object}\n`).join(''), encoding: 'latin1' });
  if (code !== 0) throw new UserError('git could not read the objects of the repository', { place: folder });
  let position = 0;
  return objects.map((): TextFile => {
    const lineEnd = stdout.indexOf('\n', position);
    const [, type, size = '0'] = stdout.slice(position, lineEnd).split(' ');
    const start = lineEnd + 1;
    if (type !== 'blob') {
      position = start;
      return { reason: 'is missing from the git repository' };
    }
    const end = start + Number(size);
    position = end + 1;
    return Number(size) > limit ? { reason: 'is too large' } : decode(Buffer.from(stdout.slice(start, end), 'latin1'));
  });
};
