import { html } from './html.ts';

/**
 * Calm: one column of text, rules instead of boxes, colour only beside a sign or a word that says the same.
 * Names of colours are custom properties, so that light, dark and paper differ in one place each.
 */
export const stylesheet = html`<style>
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1d2127; --quiet: #5a6370; --rule: #dde1e6; --soft: #f4f6f8;
  --ok: #1a7741; --bad: #b3261e; --bad-soft: #fcf1f0; --doubt: #855600; --doubt-soft: #fdf6e7; --link: #1f5fa6;
  --bar: #4f7cac; --bar-light: #a9bdd3; --bar-quiet: #a3abb5; --bar-ok: #5c9a6b; --bar-bad: #c4473a;
  --tile: #cfdeee; --tile-open: #edf2f8; --tile-rest: #e3e7ec; --tile-doubt: #f5dca6; --tile-line: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --ink: #e3e6ea; --quiet: #99a2ae; --rule: #2d333b; --soft: #1c2127;
    --ok: #5fc486; --bad: #ff8a7f; --bad-soft: #2b1a1a; --doubt: #e2b059; --doubt-soft: #2a2317; --link: #86b6ee;
    --bar: #6b9bd0; --bar-light: #3f566f; --bar-quiet: #5d6672; --bar-ok: #4f9467; --bar-bad: #e0675a;
    --tile: #2c4766; --tile-open: #1c2733; --tile-rest: #2c323a; --tile-doubt: #5e4716; --tile-line: #14171b;
  }
}
*, *::before { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
}
main { max-width: 70rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85em; }
code, td, p, h1, h3, dd, summary, a { overflow-wrap: anywhere; }
p { margin: .4rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: .2rem 0 .6rem; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 .8rem; padding-bottom: .4rem; border-bottom: 1px solid var(--rule); letter-spacing: -.01em; }
h3 { font-size: 1rem; line-height: 1.45; margin: 1.8rem 0 .4rem; }
h4 { font-size: .8rem; margin: 1.2rem 0 .2rem; color: var(--quiet); font-weight: 600; }
.quiet { color: var(--quiet); font-size: .88rem; }
.mark { display: inline-block; min-width: 1.1em; font-weight: 700; text-align: center; }
.mark.ok { color: var(--ok); }
.mark.failed { color: var(--bad); }
.mark.warning { color: var(--doubt); }
.mark.open, .mark.quiet { color: var(--quiet); font-size: 1em; }
.note { color: var(--doubt); font-size: .88rem; font-weight: 400; }
.failed .note { color: var(--bad); }
.note.quiet { color: var(--quiet); }
.printed {
  margin: .7rem 0; padding: .8rem 1rem; background: var(--soft); border-radius: .4rem;
  white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5;
}
.verdict { border-left: .3rem solid var(--quiet); padding: .1rem 0 .1rem 1.4rem; }
.verdict.quiet { color: var(--ink); font-size: 1rem; }
.verdict.failed { border-color: var(--bad); }
.verdict.warning { border-color: var(--doubt); }
.verdict.ok { border-color: var(--ok); }
.lead { font-size: 1.12rem; line-height: 1.5; }
.fix b { font-weight: 650; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1rem 1.6rem; margin: 1.8rem 0 1.2rem; }
.facts dt { color: var(--quiet); font-size: .8rem; }
.facts dd { margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding: .7rem 0; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
.finding { padding: .9rem 0; border-bottom: 1px solid var(--rule); }
.finding h3 { margin: 0 0 .3rem; font-weight: 600; }
summary { cursor: pointer; padding: .45rem 0; }
.build { border-bottom: 1px solid var(--rule); padding: .3rem 0; }
.build .title { font-weight: 600; }
.build summary .status { margin: 0 .4rem; }
.status { white-space: nowrap; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.45; }
th { color: var(--quiet); font-weight: 500; font-size: .8rem; }
td, th { padding: .35rem .7rem .35rem 0; vertical-align: top; text-align: left; }
td:last-child, th:last-child { padding-right: 0; }
[align=right] { text-align: right; }
thead th { border-bottom: 1px solid var(--rule); }
tbody tr + tr > * { border-top: 1px solid var(--soft); }
.label, .took, .bytes, .size, .share { color: var(--quiet); font-variant-numeric: tabular-nums; white-space: nowrap; }
.steps, .exchanges { table-layout: fixed; width: 100%; }
.steps th:nth-child(4) { width: 5rem; } .steps th:nth-child(5) { width: 9.5rem; }
.steps [align=right] { padding-right: 1.1rem; }
.steps .label { white-space: normal; }
.exchanges th:nth-child(1) { width: 3rem; } .exchanges th:nth-child(3) { width: 8.5rem; }
.exchanges th:nth-child(5), .exchanges th:nth-child(6), .exchanges th:nth-child(7) { width: 4.6rem; }
tr.around .what, tr.not-reached > * { color: var(--quiet); }
tr.failed .what, tr.failed .how, tr.failed .text { font-weight: 600; }
tr.output > td { border-top: 0; padding-top: 0; }
.line { display: block; overflow: visible; margin-top: .2rem; }
.bar.plain { fill: var(--bar); } .bar.light { fill: var(--bar-light); } .bar.quiet { fill: var(--bar-quiet); }
.bar.cached { fill: var(--bar-ok); } .bar.failed { fill: var(--bar-bad); }
.scale text { fill: var(--quiet); }
.code { width: 100%; }
.code td { padding: 0 .9rem 0 0; border: 0; line-height: 1.6; }
.code .number { color: var(--quiet); font-size: .8rem; width: 2.5rem; font-variant-numeric: tabular-nums; }
.code .text { white-space: pre-wrap; }
.code .comment { color: var(--quiet); }
.code .how { font-size: .85rem; width: 13rem; }
tr.failed { scroll-margin-top: 2rem; }
.code tr.failed { background: var(--bad-soft); }
.map { display: block; margin: .8rem 0 .4rem; }
.map.narrow, .map.middle { display: none; }
.map text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.tile { fill: var(--tile); fill-opacity: 1; stroke: var(--tile-line); stroke-opacity: 1; stroke-width: 1.5; }
.tile.opened { fill: var(--tile-open); stroke: var(--rule); stroke-width: 1; }
.tile.rest { fill: var(--tile-rest); }
.tile.doubtful { fill: var(--tile-doubt); }
.tile.doubtful.opened { fill-opacity: .5; }
.tile.unsent { fill: none; stroke: var(--bar-quiet); stroke-width: 1; }
.pairs { margin-top: 1rem; }
.pairs th { padding-right: 1.6rem; white-space: nowrap; }
.ids { font-size: .88rem; }
:target { outline: 2px solid var(--link); outline-offset: 3px; }
@media (max-width: 1119px) {
  .map.broad { display: none; }
  .map.middle { display: block; }
}
@media (max-width: 760px) {
  main { padding: 1.2rem 1rem 3rem; }
  h1 { font-size: 1.45rem; }
  h2 { margin-top: 2.2rem; }
  .verdict { padding-left: 1rem; }
  .facts { grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .8rem 1.2rem; }
  .map.middle { display: none; }
  .map.narrow { display: block; }
  .steps, .exchanges, .credentials, .unread { display: block; }
  .steps tbody, .exchanges tbody, .credentials tbody, .unread tbody { display: block; }
  .steps thead, .exchanges thead, .credentials thead, .unread thead { display: none; }
  .steps tr, .exchanges tr { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; column-gap: .8rem; padding: .6rem 0; }
  .credentials tr, .unread tr { display: block; padding: .6rem 0; }
  .credentials td, .unread td { display: inline-block; padding: 0 .8rem 0 0; max-width: 100%; }
  .steps td, .exchanges td { padding: 0; border: 0; }
  .steps tbody tr + tr, .exchanges tbody tr + tr, .credentials tbody tr + tr, .unread tbody tr + tr { border-top: 1px solid var(--rule); }
  tbody tr + tr > * { border-top: 0; }
  .steps .label, .exchanges .label { grid-column: 1; grid-row: 1; text-align: left; }
  .steps .how, .exchanges .how { grid-column: 2; grid-row: 1; }
  .steps .took, .exchanges .took { grid-column: 3; grid-row: 1; }
  .steps .what, .exchanges .what { grid-column: 1 / -1; grid-row: 2; }
  .exchanges .bytes { grid-column: 1 / 3; grid-row: 4; }
  .exchanges .bytes:last-child { grid-column: 3; }
  .steps .time, .exchanges .time { grid-column: 1 / -1; grid-row: 3; }
  .output td { grid-column: 1 / -1; }
  .exchanges .bytes { font-size: .8rem; text-align: left; }
  .exchanges .bytes::before { content: "sent "; }
  .exchanges .bytes:last-child::before { content: "received "; }
  .exchanges .time, .steps .time { padding: .2rem 0; }
  .steps tr.output { border: 0; padding: 0; }
  .files td { padding-right: .5rem; }
  .code tr { display: grid; grid-template-columns: 2.2rem minmax(0, 1fr); }
  .code .number { text-align: left; width: auto; }
  .code .how { grid-column: 2; white-space: normal; width: auto; }
  .code .how:empty { display: none; }
  .pairs th { white-space: normal; padding-right: .8rem; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --soft: #f2f2f2;
    --ok: #1a7741; --bad: #a0201a; --bad-soft: #fff; --doubt: #6b4600; --link: #000;
    --bar: #4f7cac; --bar-light: #a9bdd3; --bar-quiet: #a3abb5; --bar-ok: #5c9a6b; --bar-bad: #c4473a;
    --tile: #dfe8f2; --tile-open: #f5f7fa; --tile-rest: #e8e8e8; --tile-doubt: #f5dca6; --tile-line: #fff;
  }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  tr, .finding, .map, .verdict { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
</style>`;
