import { expect, test } from 'vitest';
import { settledOn } from '../../../src/document/actions/settled-on.ts';

test.each([
  ['done 2026-03-20', '2026-03-20'],
  ['完了 (2026-05-07、改訂を含む)', '2026-05-07'],
  ['DONE（2026-08-16 09:11 JST、検証済み）', '2026-08-16'],
  ['Done on 20 March 2026 in #12', '2026-03-20'],
  ['dropped 2026-03-20: carried over', '2026-03-20'],
  ['done', null],
  ['Done in PM-2026-05-07', null],
  ['done, was due 2026-03-20', null],
  ['done 2026-03-20, checked 2026-04-01', null],
  ['done 04/05/2026', null],
  ['done 2026-02-31', null],
  ['done in March', null],
  [null, null],
])('%j was settled on %j', (statusWritten, day) => {
  expect(settledOn({ statusWritten })).toBe(day);
});
