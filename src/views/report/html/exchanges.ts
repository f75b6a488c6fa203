import { formatBytes, formatCount, formatQuantity } from '../../view-model/format-bytes.ts';
import { formatDuration } from '../../view-model/format-duration.ts';
import type { ExchangeLine, ExchangeList, ExchangesPart } from '../exchanges-part.ts';
import { type Html, html } from './html.ts';
import { bytesOrNothing, fitting, folded, leftOut, statusHtml } from './pieces.ts';
import { type Stretch, timeBars, timeScale } from './time-bars.ts';

/** What one list may take of a page. */
const MOST_BYTES = 250_000;

/** More exchanges than these are folded away: who looks for one unfolds them. */
const MOST_OPEN = 40;

export function exchangesHtml({ plain, inner, lengthMs }: ExchangesPart): Html | null {
  if (plain.total + inner.total === 0) return null;
  return html`<section id="exchanges">
<h2>Exchanges</h2>
<p class="quiet">A thick bar is sending, then receiving; the thin line between is waiting for the daemon.</p>
${plain.total > 0 && folded(listTitle(plain, 'exchange'), [listHtml(plain, lengthMs)], plain.rows.length <= MOST_OPEN)}${inner.total > 0 && folded(listTitle(inner, 'gRPC call'), [listHtml(inner, lengthMs)], false)}</section>
`;
}

function listTitle({ total, up, down }: ExchangeList, thing: string): string {
  return `${formatQuantity(total, thing)}, ${formatBytes(up)} to the daemon, ${formatBytes(down)} from it`;
}

function listHtml({ rows, total }: ExchangeList, lengthMs: number): Html {
  const clients = new Set(rows.map(({ client }) => client)).size > 1;
  const { shown } = fitting(
    rows.map((row) => rowHtml(row, lengthMs, clients)),
    MOST_BYTES,
  );
  const left = total - shown.length;
  return html`<table class="exchanges" width="100%" cellpadding="4">
<thead><tr><th align="right">#</th><th align="left">exchange</th><th align="left">answer</th><th class="time" width="26%">${timeScale(lengthMs)}</th><th align="right">took</th><th align="right">sent</th><th align="right">received</th></tr></thead>
<tbody>
${shown}</tbody>
</table>
${leftOut(left === 0 ? null : `${formatCount(left)} shorter ones are`)}`;
}

function rowHtml(row: ExchangeLine, lengthMs: number, clients: boolean): Html {
  const { id, client, operation, status, message, tookMs } = row;
  const took = tookMs === null ? '–' : formatDuration(tookMs);
  return html`<tr id="exchange-${id}"${row.failed && html` class="failed"`}><td class="label" align="right">${id}</td><td class="what">${operation}${clients && html` <span class="quiet">${client}</span>`}${message !== null && html`<br><span class="note">${message}</span>`}</td><td class="how">${statusHtml(status)}</td><td class="time">${bars(row, lengthMs)}</td><td class="took" align="right" nowrap>${took}</td><td class="bytes" align="right" nowrap>${bytesOrNothing(row.up)}</td><td class="bytes" align="right" nowrap>${bytesOrNothing(row.down)}</td></tr>
`;
}

function bars({ startMs, sendMs, waitMs, receiveMs, failed }: ExchangeLine, lengthMs: number): Html | null {
  if (startMs === null) return null;
  const look = failed ? 'failed' : 'plain';
  const sent = startMs + sendMs;
  const answered = sent + waitMs;
  const stretches: Stretch[] = [
    ...(waitMs > 0 ? [{ fromMs: sent, toMs: answered, look: 'light' } as const] : []),
    { fromMs: startMs, toMs: sent, look },
    ...(receiveMs > 0 ? [{ fromMs: answered, toMs: answered + receiveMs, look } as const] : []),
  ];
  return timeBars(stretches, 0, lengthMs);
}
