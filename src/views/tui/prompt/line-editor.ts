/** A line of text that is being written, and the lines that were written before it. */
export interface EditedLine {
  readonly text: string;
  /** Characters before the cursor. */
  readonly cursor: number;
  /** Newest last. */
  readonly history: readonly string[];
  /** Place in the history, its length for the line that is new. */
  readonly at: number;
}

export function newLine(text: string, history: readonly string[]): EditedLine {
  return { text, cursor: text.length, history, at: history.length };
}

/** What a key does to the line, by readline's names; a key that does nothing here gives the line itself. */
export function editLine(line: EditedLine, key: string): EditedLine {
  const { text, cursor } = line;
  switch (key) {
    case 'left':
    case 'ctrl-b':
      return { ...line, cursor: before(text, cursor) };
    case 'right':
      return { ...line, cursor: after(text, cursor) };
    case 'home':
    case 'ctrl-a':
      return { ...line, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { ...line, cursor: text.length };
    case 'backspace':
    // What most terminals send for Backspace is what Ink calls delete.
    case 'delete':
    case 'ctrl-h':
      return replace(line, before(text, cursor), cursor, '');
    case 'ctrl-d':
      return replace(line, cursor, after(text, cursor), '');
    case 'ctrl-u':
      return replace(line, 0, cursor, '');
    case 'ctrl-k':
      return replace(line, cursor, text.length, '');
    case 'ctrl-w': {
      const start = text.slice(0, cursor).search(/\S+\s*$/);
      return replace(line, start === -1 ? 0 : start, cursor, '');
    }
    case 'up':
    case 'ctrl-p':
      return remembered(line, line.at - 1);
    case 'down':
    case 'ctrl-n':
      return remembered(line, line.at + 1);
    case 'space':
      return replace(line, cursor, cursor, ' ');
  }
  const isText = [...key].length === 1 && key >= ' ';
  return isText ? replace(line, cursor, cursor, key) : line;
}

/** Puts `written` in the place of the characters from `start` to `end`; the cursor goes behind it. */
export function replace(line: EditedLine, start: number, end: number, written: string): EditedLine {
  const text = line.text.slice(0, start) + written + line.text.slice(end);
  return { ...line, text, cursor: start + written.length };
}

/** The history with a line at its end, once. */
export function withLine(history: readonly string[], text: string): readonly string[] {
  if (text.trim() === '') return history;
  return [...history.filter((old) => old !== text), text].slice(-MAX_HISTORY);
}

const MAX_HISTORY = 100;

function remembered(line: EditedLine, at: number): EditedLine {
  if (at < 0 || at > line.history.length) return line;
  const text = line.history[at] ?? '';
  return { ...line, text, cursor: text.length, at };
}

function before(text: string, cursor: number): number {
  return cursor - ([...text.slice(0, cursor)].at(-1)?.length ?? 0);
}

function after(text: string, cursor: number): number {
  return cursor + ([...text.slice(cursor)][0]?.length ?? 0);
}
