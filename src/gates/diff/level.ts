import type { ChangeKind, Level } from '../changes.ts';

type Verdict = 'fires' | 'silent' | 'undecidable';

/**
 * How grave a change of a kind is, given what the gate as it is now says to the incident's figures: the floor is the incident,
 * not yesterday's number. Null stands for a gate without figures.
 */
export const levelOf = (kind: ChangeKind, replay: Verdict | null, strict: boolean): Level => {
  switch (kind) {
    case 'removed':
    case 'disarmed':
      return 'ERR';
    case 'weakened':
    case 'superseded':
      return replay === 'fires' ? 'WARN' : 'ERR';
    case 'incomparable':
      return replay === 'silent' || (strict && replay !== 'fires') ? 'ERR' : 'WARN';
    case 'moved':
    case 'renamed':
    case 'strengthened':
    case 'added':
    case 'cosmetic':
      return 'INFO';
  }
};
