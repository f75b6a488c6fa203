import { formatDuration } from '../../view-model/format-duration.ts';
import { type Html, html } from './html.ts';
import { round } from './pieces.ts';

/** One stretch of time on a line; `light` for what only waits. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly look: 'plain' | 'light' | 'failed' | 'cached' | 'quiet';
}

/** Drawn at least this broad, in percent of the line, so that it can be seen. */
const LEAST_BREADTH = 0.5;

/** Colours for a page whose style sheet was refused, as by Jenkins; the style sheet has better ones. */
const FILLS: Readonly<Record<Stretch['look'], string>> = {
  plain: '#4f7cac',
  light: '#9fb6cf',
  failed: '#c4473a',
  cached: '#5c9a6b',
  quiet: '#8c939b',
};

/**
 * Stretches on a line from `startMs` that is `lengthMs` long. It is as broad as its column, by percentages,
 * so that its height and what stands beside it stay as they are on any screen.
 */
export function timeBars(stretches: readonly Stretch[], startMs: number, lengthMs: number): Html {
  const length = Math.max(lengthMs, 0.001);
  const drawn = stretches.map(({ fromMs, toMs, look }) => {
    const breadth = Math.min(100, Math.max(LEAST_BREADTH, ((toMs - fromMs) / length) * 100));
    const from = Math.min(100 - breadth, Math.max(0, ((fromMs - startMs) / length) * 100));
    const [y, height] = look === 'light' ? [6, 2] : [2, 10];
    return html`<rect class="bar ${look}" fill="${FILLS[look]}" x="${round(from)}%" y="${y}" width="${round(breadth)}%" height="${height}"/>`;
  });
  return html`<svg class="line" width="100%" height="14" aria-hidden="true">${drawn}</svg>`;
}

/** The scale above such lines: start, middle and end. */
export function timeScale(lengthMs: number): Html {
  const marks = [
    ['0%', 'start', '0'],
    ['50%', 'middle', formatDuration(lengthMs / 2)],
    ['100%', 'end', formatDuration(lengthMs)],
  ] as const;
  const texts = marks.map(
    ([x, anchor, text]) =>
      html`<text x="${x}" y="11" text-anchor="${anchor}" font-size="11" fill="currentColor">${text}</text>`,
  );
  return html`<svg class="line scale" width="100%" height="14" role="img" aria-label="time, to ${formatDuration(lengthMs)}">${texts}</svg>`;
}
