import type { ReactNode } from 'react';
import { padText } from '../../view-model/fit-text.ts';
import { safeText } from '../../view-model/safe-text.ts';
import { type Span, type StyledLine, type StyleName, span } from '../../view-model/styled-line.ts';
import { Lines } from '../components/lines.tsx';
import { useTyping } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';
import { type EditedLine, editLine, newLine, replace } from './line-editor.ts';
import type { Advice, Prompt } from './prompt.ts';

/** Rows that a prompt takes: those of its advice, and the line itself. */
export function promptRows({ listRows = 1, hasVerdict = false }: Prompt): number {
  return listRows + (hasVerdict ? 2 : 1);
}

interface PromptLineProps {
  readonly prompt: Prompt;
  readonly written: WrittenLine;
  readonly onWritten: (written: WrittenLine) => void;
  readonly look: ScreenLook;
  /** The line is done with; `text` where it was accepted. */
  readonly onClose: (accepted: string | null) => void;
}

/**
 * What was written so far. Whoever shows the prompt keeps it: the screen above it may become another one, and
 * the prompt is then drawn in that.
 */
export interface WrittenLine {
  readonly line: EditedLine;
  readonly completing: Completing | null;
}

export function writtenLine({ text }: Prompt, history: readonly string[]): WrittenLine {
  return { line: newLine(text, history), completing: null };
}

interface Completing {
  readonly from: EditedLine;
  readonly advice: Advice;
  readonly at: number;
}

/** The line at the foot of the screen in which a text is written. It takes all keys until Enter or Esc. */
export function PromptLine({ prompt, written, onWritten, look, onClose }: PromptLineProps): ReactNode {
  const { line, completing } = written;
  const advice = prompt.advice(line.text, line.cursor);
  const show = (next: EditedLine, begun: Completing | null = null) => {
    onWritten({ line: next, completing: begun });
    if (next.text !== line.text) prompt.onChange?.(next.text);
  };
  const complete = (by: number) => {
    const begun = completing ?? { from: line, advice, at: by > 0 ? -1 : 0 };
    const { completions, start, end } = begun.advice;
    if (completions.length === 0) return;
    const at = (begun.at + by + completions.length) % completions.length;
    // The only thing that may stand here is meant, and what follows it comes next.
    show(
      replace(begun.from, start, end, completions[at] ?? ''),
      completions.length === 1 ? null : { ...begun, at },
    );
  };
  const isListed = prompt.listRows !== undefined;
  useTyping((key) => {
    if (key === 'tab') return complete(1);
    if (key === 'shift-tab') return complete(-1);
    if (isListed && (key === 'down' || key === 'up')) return complete(key === 'down' ? 1 : -1);
    if (key === 'esc' || key === 'ctrl-c') {
      prompt.onCancel?.();
      return onClose(null);
    }
    if (key !== 'enter') return show(editLine(line, key));
    if (prompt.onAccept(line.text)) onClose(line.text);
  });
  const shown = completing?.advice ?? advice;
  const at = completing?.at ?? -1;
  const above = isListed
    ? adviceList(advice, shown, at, prompt.listRows)
    : { lines: [adviceLine(advice, shown, at)], selected: undefined };
  return (
    <Lines
      lines={[
        ...(prompt.hasVerdict === true ? [advice.verdict ?? []] : []),
        ...above.lines,
        textLine(prompt.label, line, advice, look),
      ]}
      height={promptRows(prompt)}
      selected={above.selected}
      look={look}
    />
  );
}

const NAME_WIDTH = 24;

/** All that may stand in the line, as far as there is room, the chosen one among them. */
function adviceList(now: Advice, shown: Advice, at: number, rows: number) {
  const first = Math.max(0, Math.min(at - Math.floor(rows / 2), shown.completions.length - rows));
  const lines = Array.from({ length: rows }, (_, row): StyledLine => {
    const name = shown.completions[first + row];
    if (name === undefined) return row === 0 ? now.line : [];
    const meaning = shown.meanings?.[first + row] ?? '';
    return [span(`   ${padText(safeText(name), NAME_WIDTH)}`, 'strong'), span(` ${meaning}`, 'dim')];
  });
  return { lines, selected: at === -1 ? undefined : at - first };
}

function adviceLine(now: Advice, shown: Advice, at: number): StyledLine {
  if (at === -1) return now.line;
  return shown.completions
    .slice(Math.max(0, at - 2))
    .map((text, index) => span(` ${safeText(text)} `, index === Math.min(at, 2) ? 'tab.current' : 'dim'));
}

function textLine(label: string, line: EditedLine, advice: Advice, { symbols }: ScreenLook): StyledLine {
  const style: StyleName = advice.valid ? 'status.ok' : 'status.error';
  const { text, cursor } = line;
  const { start, end } = advice.wrong ?? { start: text.length, end: text.length };
  const parts: Span[] = [];
  const add = (from: number, to: number) => {
    // Wrong characters are underlined as well as red.
    for (const [a, b, wrong] of [
      [from, Math.min(to, start), false],
      [Math.max(from, start), Math.min(to, end), true],
      [Math.max(from, end), to, false],
    ] as const) {
      if (a < b) parts.push(span(safeText(text.slice(a, b)), wrong ? 'wrong' : style));
    }
  };
  add(0, cursor);
  parts.push(span(symbols.cursor, 'key'));
  add(cursor, text.length);
  const sign = advice.valid ? '' : `  ${symbols.failed}`;
  return [span(` ${label} `, 'key'), ...parts, span(sign, 'status.error')];
}
