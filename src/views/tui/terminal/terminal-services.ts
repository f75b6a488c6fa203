import type { ScreenSize } from './frame-stream.ts';

/** What the screens ask of the terminal beside showing frames. */
export interface TerminalServices {
  readonly size: () => ScreenSize;
  /** Calls `resized` when the size has changed; gives its end. */
  readonly onResize: (resized: () => void) => () => void;
  /** Gives the terminal to the shell until `fg`. */
  readonly suspend: () => void;
  readonly redraw: () => void;
  /** Takes the mouse, or leaves it to the terminal, which then selects text with it. */
  readonly takeMouse: (taken: boolean) => void;
  /** Puts a text into the clipboard, as far as the terminal lets programs do so. */
  readonly copy: (text: string) => void;
  /** Shows bytes in the user's program; gives why that cannot be, in words, or null. */
  readonly openIn: (tool: 'pager' | 'editor', bytes: Uint8Array) => string | null;
}

/**
 * Operating system command 52 (xterm control sequences): the clipboard, in base64. Most terminals know it,
 * also through ssh; tmux passes it on with `set -g set-clipboard on`.
 */
export function clipboardSequence(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`;
}
