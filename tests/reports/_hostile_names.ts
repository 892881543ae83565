/** Names that people give to classes, and that break what they are put into. */
export const HOSTILE_NAMES = [
  '<script>alert("1")</script>',
  "a,b;c|d`e`*f*_g_~h~",
  "=1+1",
  "line\r\nbreak\tand\u2028more",
  "\u202eright to left\u202c",
  "control \x00\x07\x1b[31m\x9b",
  "lone \ud800 surrogate, \ufffe and \uffff",
  "]]> & &amp; <![CDATA[",
  "::error title=x::y%0A",
  "[link](https://example.org) ![image](x) @somebody #1 https://example.org",
  "-- 日本語 🍂",
] as const;
