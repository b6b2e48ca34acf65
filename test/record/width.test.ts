import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { widthOf } from '../../src/record/width.ts';

test.each([
  '', 'plain', 'naïve', '日本語', 'ｈａｌｆ', 'ﾊﾝｶｸ', '한국어', 'e\u0301', 'नमस्ते', 'สวัสดี', 'العربية', '👩‍👩‍👧', '🇩🇪', '1️⃣', '❤️', '✔', '→', '│', '🦀 crab', 'a\u200bb', '\u001b[31mred\u001b[39m', '…',
])('%s is as wide as the library says', (text) => {
  expect(widthOf(text)).toBe(stringWidth(text));
});
