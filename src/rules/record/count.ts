import type { Paragraph, RootContent } from 'mdast';
import { plainText } from '../../document/plain-text.ts';
import type { MarkdownDocument } from '../../document/document.ts';
import type { Source } from '../../record/source.ts';
import { defineRule, noOptions, type RuleFinding } from '../define-rule.ts';
import { everywhere } from '../profile.ts';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;

/** Words that open the naming of what follows: at the start of a sentence, or behind a verb or preposition. */
const opens = '(?:^|[.!?;:,]\\s+|\\b(?:are|were|is|was|the following|following|these|those|has|have|had|found|identified|made|took|take|by|to|into|for|from|with|in|of|see|saw|and)\\s+)';

/** `There were three causes:`, `Two missing guards in the service layer:`; the last number and the plural that it counts. */
const announced = new RegExp(`${opens}(?:the |our |all )?(${WORDS.slice(2).join('|')}|[2-9]|1[0-2])\\s+((?:[\\p{L}-]+\\s+){0,2}?[\\p{L}-]{3,}s)\\b[^.!?:;\\d]{0,80}:\\s*$`, 'iu');

/** What is measured and not listed, and words that leave the number open. */
const measured = /\b(?:seconds|minutes|hours|days|weeks|months|years|times|requests|users|customers|percents?|points|nodes|pods|hosts|servers|instances|bytes|attempts|retries|releases|engineers|people|members|others)$/i;
const open = /\b(?:at least|about|around|some|more than|over|up to|nearly|almost|first|last|next|another|other|main|key|primary|most|of the|each|every|including|such as|e\.g)\b/i;

/** `12 tests covering:` lists what they cover, not them. */
const ofOthers = /\b(?:cover\w*|ensur\w*|check\w*|verif\w*|show\w*|affect\w*|to|that|which|with|across|where|when|who|so|said|reading)\b/i;

/** `以下の3点が原因である。`, `有两个原因：`; without a colon where "the following" says that a list comes. */
const announcedEastAsian = /(以下|次|下記|下列|如下)?[のに]?\s?([2-9]|1[0-2]|[二三四五六七八九十两])\s?((?:つ|点|個|个|種類?|种|項目?|项|箇所|段階)(?:の?[\p{Script=Han}\p{Script=Katakana}ー]{1,8})?|要因|原因|问题|問題|課題)[^。.:：\d]{0,30}([。:：])[*_\s]*$/u;
const inEastAsian = /[\u3040-\u30ff\u4e00-\u9fff]/;
const openEastAsian = /少なくとも|主な|主に|など|等|約|以上|程度|至少|主要|大约/u;
const EAST_ASIAN: Readonly<Record<string, number>> = { 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

const numberOf = (written: string): number => {
  const eastAsian = EAST_ASIAN[written];
  if (eastAsian !== undefined) return eastAsian;
  const index = WORDS.findIndex((word) => word === written.toLowerCase());
  return index >= 0 ? index : Number(written);
};

interface Announcement {
  readonly count: number;
  readonly what: string;
  readonly source: Source;
}

const announcementEastAsian = (text: string, match: RegExpExecArray, source: (start: number, end: number) => Source): Announcement | null => {
  const [whole, following, written = '', what = '', ending] = match;
  if ((following === undefined && ending === '。') || openEastAsian.test(text.slice(0, match.index + whole.length).split('。').at(-2) ?? '') || openEastAsian.test(whole)) return null;
  const at = match.index + whole.indexOf(written);
  return { count: numberOf(written), what, source: source(at, at + written.length + what.length) };
};

const announcement = (document: MarkdownDocument, node: Paragraph): Announcement | null => {
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined || !/[:：。][*_\s]*$/.test(document.text.slice(end.offset - 4, end.offset))) return null;
  const { text, source } = plainText(document, node);
  const eastAsian = inEastAsian.test(text) ? announcedEastAsian.exec(text) : null;
  if (eastAsian) return announcementEastAsian(text, eastAsian, source);
  const match = announced.exec(text);
  const [, written, what] = match ?? [];
  if (!match || written === undefined || what === undefined || measured.test(what)) return null;
  if (ofOthers.test(match[0].slice(match[0].indexOf(what) + what.length))) return null;
  const sentence = text.slice(0, match.index + match[0].length).split(/[.!?]\s/).at(-1) ?? '';
  if (open.test(sentence) || (sentence.match(/\d/g)?.length ?? 0) > written.length) return null;
  const at = match.index + match[0].indexOf(written);
  return { count: numberOf(written), what, source: source(at, match.index + match[0].indexOf(what) + what.length) };
};

const numbered = /^\s*[#(]?\d{1,2}[.):]?\s/;

/** How many items the list right below has, or how many headings of one level follow that paragraph within its part. */
const listed = (document: MarkdownDocument, blocks: readonly RootContent[], index: number): number | null => {
  const next = blocks[index + 1];
  if (next?.type === 'list') return blocks[index + 2]?.type === 'list' ? null : next.children.length;
  if (next?.type !== 'heading') return null;
  const above = blocks.slice(0, index).findLast((block) => block.type === 'heading');
  if (above?.type !== 'heading' || next.depth <= above.depth) return null;
  const rest = blocks.slice(index + 1);
  const end = rest.findIndex((block) => block.type === 'heading' && block.depth <= above.depth);
  const titles = rest.slice(0, end < 0 ? undefined : end).flatMap((block) => (block.type === 'heading' && block.depth === next.depth ? [plainText(document, block).text] : []));
  // Where some are numbered, those are the things.
  const numberedTitles = titles.filter((title) => numbered.test(title));
  return numberedTitles.length > 0 ? numberedTitles.length : titles.length;
};

export const count = defineRule({
  id: 'record/count',
  since: '0.1.0',
  severity: everywhere('error'),
  docs: {
    summary: 'A number of things is announced, and the list below has another number of them',
    why: 'Something was added or taken out after the sentence was written. Readers cannot tell whether a cause or an action is missing.',
    fix: 'Correct the number, or leave it out.',
    sources: ['Public post-mortems: two missing guards announced, three described'],
  },
  options: noOptions,
  examples: [
    {
      name: 'two causes, three items',
      document: '# Queue stopped\n\n## Root cause\n\nThere were two causes:\n\n- Limit too low\n- No alert\n- No test\n',
      findings: ['5:12-5:22 error 2 causes are announced, and 3 are listed'],
    },
    {
      name: 'two guards, three headings',
      document: '# Account taken over\n\n## Root cause\n\nTwo missing guards in the service layer:\n\n### Primary: sign-up\n\nNone.\n\n### Secondary: verification\n\nNone.\n\n### Tertiary: login\n\nNone.\n\n## Action items\n\n- Add them\n',
      findings: ['5:1-5:19 error 2 missing guards are announced, and 3 are listed'],
    },
    {
      name: 'in Japanese',
      document: '# キュー停止\n\n## 根本原因\n\n原因は以下の2点である。\n\n- 上限が低い\n- アラートがない\n- テストがない\n',
      findings: ['5:7-5:9 error 2 点 are announced, and 3 are listed'],
    },
    { name: 'as many as announced, in Chinese', document: '# 队列停止\n\n## 根因\n\n有两个原因：\n\n- 上限太低\n- 没有告警\n', findings: [] },
    { name: 'as many as announced', document: '# Queue stopped\n\n## Root cause\n\nThere were two causes:\n\n- Limit too low\n- No alert\n', findings: [] },
    { name: 'tests of what is listed', document: '# Queue stopped\n\n## Resolution\n\nWe added five tests covering:\n\n- Limits\n- Alerts\n', findings: [] },
    { name: 'numbered headings and one more', document: '# Queue stopped\n\n## Resolution\n\nTwo causes addressed:\n\n### 1. Limit\n\nRaised.\n\n### 2. Alert\n\nAdded.\n\n### Tests\n\nAdded.\n', findings: [] },
    { name: 'a length of time', document: '# Queue stopped\n\n## Root cause\n\nWithin two hours we found the following:\n\n- Limit too low\n- No alert\n- No test\n', findings: [] },
    { name: 'at least', document: '# Queue stopped\n\n## Root cause\n\nThere were at least two causes:\n\n- Limit too low\n- No alert\n- No test\n', findings: [] },
  ],
  *check({ document }): Iterable<RuleFinding> {
    const blocks = document.tree.children;
    for (const [index, block] of blocks.entries()) {
      if (block.type !== 'paragraph') continue;
      const found = announcement(document, block);
      const many = found && listed(document, blocks, index);
      if (found === null || many === null || many === found.count) continue;
      yield { source: found.source, message: `${found.count} ${found.what} are announced, and ${many} are listed`, suggestion: 'Correct the number, or leave it out' };
    }
  },
});
