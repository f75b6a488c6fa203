import type { Exchange } from '../../model/exchange.ts';
import type { BuildStepRow } from './build-step-rows.ts';
import { type DockerfileSteps, dockerfileSteps } from './dockerfile-steps.ts';
import { padText } from './fit-text.ts';
import { formatDuration } from './format-duration.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView } from './pane.ts';
import { safeText } from './safe-text.ts';
import { fitLine, line, type Span, type StyledLine, span } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** Columns of the mark beside a line: `✓ 3.4 s`, `✗ exit code 1`. */
const MARK_WIDTH = 15;

/** The Dockerfile, and beside each instruction how its step went. */
export function dockerfileMaker(exchange: Exchange): PaneMaker {
  const build = exchange.docker.build;
  const steps = build === null ? null : dockerfileSteps(build);
  if (build === null || steps === null) return () => linesPane([]);
  const heading = `${safeText(build.dockerfilePath)}, as it was in the context`;
  return (view) => dockerfilePane(heading, steps, view);
}

function dockerfilePane(heading: string, { lines: source, rows }: DockerfileSteps, view: PaneView): Pane {
  const { symbols, width } = view;
  const digits = String(source.length).length;
  const lines = source.map((text, index): StyledLine => {
    const number = span(` ${padText(String(index + 1), digits, 'right')}  `, 'dim');
    const row = rows.get(index);
    const mark = row === undefined ? span('') : stepMark(row, symbols);
    const padding = span(' '.repeat(Math.max(1, MARK_WIDTH - mark.text.length)));
    const code = span(text, text.trimStart().startsWith('#') ? 'dim' : 'plain');
    return fitLine([number, mark, padding, code], width - 1, symbols.ellipsis);
  });
  return linesPane(lines, { head: [line(span(` ${heading}`, 'dim')), []] });
}

function stepMark({ step, cache, error }: BuildStepRow, symbols: Symbols): Span {
  if (error !== null) return span(`${symbols.failed} ${error}`, 'status.error');
  if (cache === 'hit') return span(`${symbols.ok} cached`, 'status.ok');
  const took = step?.durationMs == null ? symbols.none : formatDuration(step.durationMs);
  if (cache === 'first-miss') return span(`${symbols.warning} ${took} miss`, 'status.warning');
  return span(`${symbols.ok} ${took}`, 'status.ok');
}
