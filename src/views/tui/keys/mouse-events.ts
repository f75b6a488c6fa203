/** What a terminal's mouse did; columns and rows from 1. */
export interface MouseEvent {
  readonly kind: 'wheel-up' | 'wheel-down' | 'click';
  readonly column: number;
  readonly row: number;
}

/** Asks the terminal for clicks and the wheel, in its SGR form (xterm control sequences, DECSET 1000, 1006). */
export const MOUSE_ON = '\x1b[?1000h\x1b[?1006h';
export const MOUSE_OFF = '\x1b[?1006l\x1b[?1000l';

const REPORT = /\[<(\d{1,4});(\d{1,5});(\d{1,5})([Mm])/y;

/** Mouse reports in what Ink gives as one input, its first escape taken off; null where it is none. */
export function readMouse(input: string): readonly MouseEvent[] | null {
  const events: MouseEvent[] = [];
  const text = input.replaceAll('\x1b', '');
  REPORT.lastIndex = 0;
  for (let end = 0; end < text.length; end = REPORT.lastIndex) {
    const report = REPORT.exec(text);
    if (report === null) return null;
    const kind = kindOf(Number(report[1]), report[4] === 'M');
    if (kind !== null) events.push({ kind, column: Number(report[2]), row: Number(report[3]) });
  }
  return text === '' ? null : events;
}

/** Buttons: 0 is the first, 64 and 65 are the wheel; 4, 8 and 16 are added for Shift, Alt and Ctrl. */
function kindOf(button: number, pressed: boolean): MouseEvent['kind'] | null {
  if (!pressed) return null;
  const plain = button & ~(4 | 8 | 16);
  if (plain === 64) return 'wheel-up';
  if (plain === 65) return 'wheel-down';
  return plain === 0 ? 'click' : null;
}
