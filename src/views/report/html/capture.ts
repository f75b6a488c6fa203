import { formatBytes, formatQuantity } from '../../view-model/format-bytes.ts';
import type { CapturePart } from '../capture-part.ts';
import { type Html, html } from './html.ts';
import { folded, leftOut, mark } from './pieces.ts';

/** What the report was made from: at the end, unless it is all that there is. */
export function captureHtml(part: CapturePart, toolVersion: string): Html {
  const { facts, warnings, judged, notJudged } = part;
  return html`<section id="capture">
<h2>The capture</h2>
${warnings.map((warning) => html`<p class="note">${mark('warning')} ${warning}</p>\n`)}${unreadHtml(part)}<table class="pairs" cellpadding="4">
<tbody>
${facts.map(([name, value]) => html`<tr><th align="left">${name}</th><td>${value}</td></tr>\n`)}<tr><th align="left">judged</th><td>${formatQuantity(judged, 'rule')}; ${notJudged.length} more need something that is not in this capture</td></tr>
<tr><th align="left">made by</th><td>dind-sniff ${toolVersion}; secrets are masked</td></tr>
</tbody>
</table>
${notJudged.length > 0 && folded('Rules that were not judged', [html`<p class="ids">${notJudged.map((id, index) => html`${index > 0 && ', '}<code>${id}</code>`)}</p>\n`], false)}</section>
`;
}

function unreadHtml({ unread, moreUnread }: CapturePart): Html | null {
  if (unread.length === 0) return null;
  const rows = unread.map(
    ({ client, server, spoke, up, down, ended }) =>
      html`<tr><td class="what">${client} → ${server}</td><td>${spoke}</td><td align="right">${formatBytes(up)}</td><td align="right">${formatBytes(down)}</td><td>${ended}</td></tr>\n`,
  );
  return html`<h3>Connections on which nothing could be read</h3>
<table class="unread" width="100%" cellpadding="4">
<thead><tr><th align="left">connection</th><th align="left">spoke</th><th align="right">sent</th><th align="right">received</th><th align="left">end</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
${leftOut(moreUnread === 0 ? null : `${moreUnread} more are`)}`;
}
