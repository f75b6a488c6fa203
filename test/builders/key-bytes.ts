/** What a terminal sends for keys that are no characters, named as `src/views/tui/keys/key-names.ts` does. */
const keyBytes: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  home: '\x1b[H',
  end: '\x1b[F',
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  backspace: '\x7f',
  delete: '\x1b[3~',
  space: ' ',
};

/** The bytes of one key: by its name, by its letter with Ctrl, or the character itself. */
export function bytesOfKey(key: string): string {
  const letter = /^ctrl-([a-z])$/.exec(key)?.[1];
  if (letter !== undefined) return String.fromCharCode(letter.charCodeAt(0) - 96);
  return keyBytes[key] ?? key;
}
