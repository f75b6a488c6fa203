import { formatDuration } from '../../view-model/format-duration.ts';
import type { DockerfileLine, DockerfilePart } from '../dockerfile-part.ts';
import { type Html, html } from './html.ts';
import { leftOut, mark } from './pieces.ts';

/** The Dockerfile as it was sent, and beside each instruction how its step went. */
export function dockerfileHtml({ path, lines, before, after }: DockerfilePart): Html {
  const left = before + after;
  return html`<h3>Dockerfile</h3>
<p class="quiet">${path}, as it was sent</p>
<table class="code" cellpadding="1">
<tbody>
${lines.map(lineHtml)}</tbody>
</table>
${leftOut(left === 0 ? null : `${left} lines are`)}`;
}

function lineHtml(line: DockerfileLine): Html {
  const { number, text, row, blamed } = line;
  const failed = blamed || (row !== null && row.error !== null);
  const comment = text.trimStart().startsWith('#');
  return html`<tr${failed && html` class="failed"`}><td class="number" align="right">${number}</td><td class="${comment ? 'text comment' : 'text'}"><code>${text === '' ? ' ' : text}</code></td><td class="how">${beside(line)}</td></tr>\n`;
}

function beside({ row, blamed }: DockerfileLine): Html | null {
  if (row === null) return blamed ? html`${mark('failed')} here` : null;
  if (row.error !== null) return html`${mark('failed')} ${row.error}`;
  if (row.cache === 'hit') return html`${mark('ok')} cached`;
  const duration = row.step?.durationMs ?? null;
  if (duration === null) return html`${mark('open')} still ran`;
  const took = formatDuration(duration);
  return row.cache === 'first-miss'
    ? html`${mark('warning')} ${took}, first miss`
    : html`${mark('ok')} ${took}`;
}
