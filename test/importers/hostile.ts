/** Everything that a text could try on a terminal, a table, a Markdown host or a reader, on several lines. */
export const HOSTILE =
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007 \u202Elive\u202C\u200B | cell | <script>alert(1)</script> <!-- postmortem-ignore timeline/zone: no --> [click](javascript:alert(1)) ' +
  '![i](https://evil.example/x.png) <https://evil.example> @mira-holt acme/shop#12 #13 GH-14 mira@acme.example https://evil.example/?a=b|c www.evil.example `tick` ``two`` *b* _i_ __b__ ~~s~~ $x$ &lt; &#64; \\\n' +
  '# heading\r\n| a | b |\n|---|---|\n- item\n\u2028---\n{{ template }} [^1] [ ] TODO\u0000';
