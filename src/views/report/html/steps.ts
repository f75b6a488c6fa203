import { formatQuantity } from '../../view-model/format-bytes.ts';
import { formatDuration } from '../../view-model/format-duration.ts';
import type { StepLine, StepsPart } from '../steps-part.ts';
import { type Html, html } from './html.ts';
import { folded, leftOut, mark, printed } from './pieces.ts';
import { type Stretch, timeBars, timeScale } from './time-bars.ts';

export function stepsHtml(steps: StepsPart): Html {
  const length = steps.endMs - steps.startMs;
  return html`<h3>Steps</h3>
<p>${summary(steps)}</p>
${steps.rows.some(({ critical }) => critical) && html`<p class="quiet">Critical: the build ended when it did because of these; nothing on the way to its end was waited for longer.</p>\n`}<table class="steps" width="100%" cellpadding="4">
<thead><tr><th align="left" width="${labelWidth(steps.rows)}">#</th><th align="left">step</th><th class="time" width="34%">${timeScale(length)}</th><th align="right">took</th><th align="left">how it went</th></tr></thead>
<tbody>
${steps.rows.map((row) => rowHtml(row, steps.startMs, length))}</tbody>
</table>
${leftOut(steps.more === 0 ? null : `${steps.more} shorter rows are`)}`;
}

/** Pixels; names of stages may be long, and are then broken. */
function labelWidth(rows: readonly StepLine[]): number {
  return Math.min(120, 24 + 8 * Math.max(...rows.map(({ label }) => label.length)));
}

function summary({ reached, cached, firstMiss }: StepsPart): string {
  const words = [`${cached} of ${reached} came from the cache`];
  if (firstMiss !== null) {
    const name = `${firstMiss.label} ${firstMiss.instruction}`.slice(0, 160);
    words.push(`the first that did not is ${name}`);
  }
  return `${words.join('; ')}.`;
}

function rowHtml(row: StepLine, startMs: number, lengthMs: number): Html {
  const took = row.durationMs === null ? '–' : formatDuration(row.durationMs);
  const fromMs = row.startMs ?? 0;
  const stretches: readonly Stretch[] =
    row.startMs === null ? [] : [{ fromMs, toMs: fromMs + (row.durationMs ?? 0), look: look(row) }];
  return html`<tr class="${row.state} ${row.kind}"><td class="label">${row.label}</td><td class="what"><code>${row.instruction}</code></td><td class="time">${timeBars(stretches, startMs, lengthMs)}</td><td class="took" align="right" nowrap>${took}</td><td class="how">${how(row)}${row.critical && html` <span class="quiet">critical</span>`}</td></tr>
${row.output.length > 0 && html`<tr class="output"><td colspan="5">${folded(`what it printed, ${formatQuantity(row.output.length, 'line')}`, [printed(row.output)], true)}</td></tr>\n`}`;
}

function look({ state, kind }: StepLine): Stretch['look'] {
  if (state === 'failed' || state === 'cached') return state;
  return kind === 'around' ? 'quiet' : 'plain';
}

function how({ state, error, kind }: StepLine): Html {
  switch (state) {
    case 'failed':
      return html`${mark('failed')} ${error}`;
    case 'cached':
      return html`${mark('ok')} cached`;
    case 'first-miss':
      return html`${mark('warning')} first miss`;
    case 'running':
      return html`${mark('open')} still ran`;
    case 'not-reached':
      return html`not reached`;
    case 'done':
      return kind === 'around' ? html`` : html`${mark('ok')} done`;
  }
}
