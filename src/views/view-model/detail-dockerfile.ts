import type { Exchange } from '../../model/exchange.ts';
import { type BuildStepRow, buildStepRows } from './build-step-rows.ts';
import { dockerfileInstructions, stepOfInstruction } from './dockerfile-instructions.ts';
import { padText } from './fit-text.ts';
import { formatDuration } from './format-duration.ts';
import { linesPane, type Pane, type PaneMaker, type PaneView } from './pane.ts';
import { safeLines, safeText } from './safe-text.ts';
import { fitLine, line, type Span, type StyledLine, span } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** Columns of the mark beside a line: `✓ 3.4 s`, `✗ exit code 1`. */
const MARK_WIDTH = 15;

/** The Dockerfile, and beside each instruction how its step went. */
export function dockerfileMaker(exchange: Exchange): PaneMaker {
  const build = exchange.docker.build;
  if (build === null || build.dockerfile === null) return () => linesPane([]);
  const source = safeLines(build.dockerfile);
  const instructions = dockerfileInstructions(source);
  const rows = new Map(buildStepRows(build).map((row) => [row.step, row]));
  const steps = stepOfInstruction(instructions, build.steps);
  const rowOfLine = new Map<number, BuildStepRow>();
  for (const [index, { firstLine }] of instructions.entries()) {
    const step = steps[index] ?? null;
    const row = step === null ? undefined : rows.get(step);
    if (row !== undefined) rowOfLine.set(firstLine, row);
  }
  const heading = `${safeText(build.dockerfilePath)}, as it was in the context`;
  return (view) => dockerfilePane(heading, source, rowOfLine, view);
}

function dockerfilePane(
  heading: string,
  source: readonly string[],
  rowOfLine: ReadonlyMap<number, BuildStepRow>,
  view: PaneView,
): Pane {
  const { symbols, width } = view;
  const digits = String(source.length).length;
  const lines = source.map((text, index): StyledLine => {
    const number = span(` ${padText(String(index + 1), digits, 'right')}  `, 'dim');
    const row = rowOfLine.get(index);
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
