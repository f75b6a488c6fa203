import { formatBytes } from '../../view-model/format-bytes.ts';
import { unicodeMarks } from '../../view-model/marks.ts';
import type { Sign, Status } from '../../view-model/status.ts';
import { type Html, html } from './html.ts';

/** A sign, which says the same as its colour. */
export function mark(sign: Sign): Html {
  return html`<b class="mark ${sign}">${unicodeMarks[sign]}</b>`;
}

export function statusHtml({ sign, words }: Status): Html {
  return html`<span class="status">${mark(sign)} ${words}</span>`;
}

/** Lines as they were printed, each with room to wrap. */
export function printed(lines: readonly string[]): Html | null {
  return lines.length === 0 ? null : html`<pre class="printed">${lines.join('\n')}</pre>\n`;
}

/** Text in which backticks mark what somebody would type. */
export function prose(text: string): readonly Html[] {
  return text
    .split(/(`[^`]+`)/)
    .map((piece) =>
      piece.startsWith('`') && piece.endsWith('`') && piece.length > 2
        ? html`<code>${piece.slice(1, -1)}</code>`
        : html`${piece}`,
    );
}

export function exchangeLinks(ids: readonly number[], more: number, known: ReadonlySet<number>): Html | null {
  if (ids.length === 0) return null;
  const links = ids.map((id, index) => {
    const comma = index === 0 ? '' : ', ';
    return known.has(id) ? html`${comma}<a href="#exchange-${id}">${id}</a>` : html`${comma}${id}`;
  });
  return html`seen in exchange ${links}${more > 0 && ` and ${more} more`}`;
}

export function percent(share: number): string {
  return share > 0 && share < 0.005 ? '< 1 %' : `${Math.round(share * 100)} %`;
}

export function bytesOrNothing(bytes: number): string {
  return bytes === 0 ? '–' : formatBytes(bytes);
}

/** The first pieces that take no more than so many bytes together, and how many are left. */
export function fitting(
  pieces: readonly Html[],
  mostBytes: number,
): { readonly shown: readonly Html[]; readonly left: number } {
  let bytes = 0;
  const end = pieces.findIndex((piece) => {
    bytes += Buffer.byteLength(piece.toString());
    return bytes > mostBytes;
  });
  const shown = end === -1 ? pieces : pieces.slice(0, end);
  return { shown, left: pieces.length - shown.length };
}

/** A number as short as SVG takes it. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `<details>` that is open where it matters. */
export function folded(title: Html | string, content: readonly (Html | null)[], open: boolean): Html {
  return html`<details${open && html` open`}><summary>${title}</summary>\n${content}</details>\n`;
}

export function leftOut(count: string | null): Html | null {
  return count === null ? null : html`<p class="quiet">${count} left out here; the capture has them.</p>\n`;
}
