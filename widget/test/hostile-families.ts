import { hostileTexts, mark, run } from "./hostile-text.ts";

// More of the kinds of text that have run as code somewhere, made family by family.

const image = `<img ${mark} src=x onerror=${run}>`;

/** Elements with the event that needs nobody to happen. */
const byItself: readonly (readonly [element: string, event: string])[] = [
  ["img src=x", "error"],
  ["image src=x", "error"],
  ["svg", "load"],
  ["svg/onload", "load"],
  ["body", "pageshow"],
  ["input autofocus", "focus"],
  ["select autofocus", "focusin"],
  ["a href=# autofocus", "focus"],
  ["details open", "toggle"],
  ["video src=x", "error"],
  ["audio src=x", "error"],
  ["iframe src=about:blank", "load"],
  ["object data=x", "error"],
  ["link rel=stylesheet href=x", "error"],
  ["style", "load"],
  ["marquee", "start"],
  ["p style=animation:rise_1s", "animationstart"],
  ["x contenteditable autofocus tabindex=1", "focus"],
];
const handlers = byItself.flatMap(([element, event]) => [
  `<${element} ${mark} on${event}=${run}>`,
  `"/><${element}\n${mark}\nOn${event.toUpperCase()} = '${run}' x='`,
]);

/** Ends of whatever a text may stand in. */
const ways = [
  "'",
  "`",
  "-->",
  "</option></select>",
  "</bdi>",
  "</button>",
  "</small>",
  "</label>",
  "</h2>",
  "</title>",
];
const breakouts = ways.map((way) => `${way}${image}`);

const schemes = [
  " javascript:",
  "\u0001javascript:",
  "java\u0000script:",
  "java\nscript:",
  "java&Tab;script:",
  "javascript&colon;",
  "&#x6A;avascript:",
  "&#0000106avascript:",
  "\u202ejavascript:",
  "java\u200bscript:",
  "jａvascript:",
  "feed:javascript:",
  "view-source:javascript:",
  "jar:javascript:",
  "data:text/html;base64,PHNjcmlwdD5yYW4oKTwvc2NyaXB0Pg==,",
  "data:image/svg+xml,<svg onload=ran()>",
  "blob:https://a.test/",
  "filesystem:https://a.test/",
  "https:javascript:",
  "https:/javascript:",
  "http://javascript:",
  "https://a.test/#javascript:",
  "//javascript:",
  "mailto:a@a.test?body=javascript:",
];
const addresses = schemes.map((scheme) => `${scheme}${run}`);

const entities = [
  `&lt;img ${mark} src=x onerror=${run}&gt;`,
  `&#60;img ${mark} src=x onerror=${run}&#62;`,
  `&#x3c;img ${mark} src=x onerror=${run}&#x3e;`,
  `&amp;lt;img ${mark} src=x onerror=${run}&amp;gt;`,
  `&ltimg ${mark} src=x onerror=${run}&gt`,
  `+ADw-img ${mark} src=x onerror=${run}+AD4-`,
  `\\x3cimg ${mark} src=x onerror=${run}\\x3e`,
  `%253Cimg ${mark} src=x onerror=${run}%253E`,
  `‹img ${mark} src=x onerror=${run}›`,
  `<\u0000img ${mark} src=x onerror=${run}>`,
  `<img\u2028${mark} src=x\u2029onerror=${run}>`,
  `<img\u00a0${mark} src=x onerror=${run}>`,
];

/** What turns a line round, is not seen, or does not end. */
const signs = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200e\u200f\ufeff\u2060\u00ad\u034f";
const unseen = [...signs].map((sign) => `${sign}${image}${sign}end`);
const strange = [
  "\u202e\u2066\u202e\u2067unclosed isolates",
  "Z\u0351\u036b\u0343\u036a\u0302\u036bA\u0334\u0335\u031cLGO".repeat(20),
  "\u{e0001}\u{e0041}\u{e0042}tags",
  "👩‍👩‍👧‍👦".repeat(40),
  "\ud83d",
  "ﷺ𒐫꧅𒈙".repeat(10),
  "\t\t\tx\u000b\u000c\u0085y",
];

const templates = [
  "{who}",
  "{who} {tier} {reason} {at} {n} {number}",
  "{}",
  "{{",
  "{constructor}",
  "{__proto__}",
  "$&",
  "$1 $` $' $$",
  "%s %d %c %o",
  "%2525s",
  `{{${run}}}`,
  `[[${run}]]`,
  `\${${run}}`,
  `<%- ${run} %>`,
  `{%raw%}${run}{%endraw%}`,
  `@{${run}} *{${run}} #{${run}}`,
  `{{constructor.constructor("${run}")()}}`,
  `{{$on.constructor("${run}")()}}`,
];

const names = [
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "__defineGetter__",
  "__lookupSetter__",
  "__proto__[hostile]",
  "constructor.prototype.hostile",
  '{"__proto__":{"hostile":true}}',
  "dangerouslySetInnerHTML",
  "innerHTML",
  "ref",
  "key",
  "children",
  "null",
  "undefined",
  "NaN",
  "true",
  "[object Object]",
];

const styles = [
  "red;}*{display:none",
  "url(javascript:ran())",
  "expression(ran())",
  "</style><script>ran()</script>",
  "var(--firstline-accent)",
  "\\000072\\000061\\00006e",
  "@import 'https://a.test/x.css';",
  "x;background:url(https://a.test/leak)",
];

/** What parsers that clean up are fooled with. */
const nested = [
  `<svg><style><img ${mark} src=x onerror=${run}></style></svg>`,
  `<math><mi><mglyph><style><img ${mark} src=x onerror=${run}></style>`,
  `<noscript><p title="</noscript>${image}">`,
  `<form><math><mtext></form><form><mglyph><style></math>${image}`,
  `<template shadowrootmode=open>${image}</template>`,
  `<svg><desc><![CDATA[</desc>${image}]]></svg>`,
  `<svg><set attributeName=href to=javascript:${run}></svg>`,
  `<select><template><${"b>".repeat(9)}${image}`,
  `<title><a id="</title>${image}">`,
  `<iframe srcdoc="&lt;img ${mark} src=x onerror=parent.${run}&gt;">`,
  `<a href="x" id=ran name=ran>clobber</a><form id=document><input name=cookie></form>`,
  `<slot name=x onslotchange=${run}></slot>`,
];

const huge = [
  "A".repeat(20_000),
  "<".repeat(8_000),
  "&lt;".repeat(4_000),
  `https://a.test/${"a".repeat(12_000)}`,
  "https://a.test/( ".repeat(900),
  "http://".repeat(2_000),
  `${"<b>".repeat(3_000)}x`,
  `${"\u202e<i>".repeat(2_000)}x`,
];

/** Every family, those written by hand included. */
export const everyHostileText: readonly string[] = [
  ...new Set([
    ...hostileTexts,
    ...handlers,
    ...breakouts,
    ...addresses,
    ...entities,
    ...unseen,
    ...strange,
    ...templates,
    ...names,
    ...styles,
    ...nested,
    ...huge,
  ]),
];
