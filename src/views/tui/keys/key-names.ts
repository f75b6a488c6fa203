import type { Key } from 'ink';

/** What Ink's `useInput` gives into names as `key-bindings.ts` writes them. */
export function keyNames(input: string, key: Key): readonly string[] {
  const special = specialName(key);
  // Esc and Enter close together look like Alt and Enter; arrows with Alt have a sequence of their own.
  if (special === 'enter' && key.meta) return ['esc', special];
  if (special !== null) return [special];
  if (key.ctrl && input.length === 1) return [`ctrl-${input}`];
  // No key is bound with Alt, so what looks like it is Esc and a key close behind.
  if (key.meta) return ['esc', ...[...input].map(characterName)];
  // Keys pressed faster than they are read come as one text.
  return [...input].map(characterName);
}

function specialName(key: Key): string | null {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'pageup';
  if (key.pageDown) return 'pagedown';
  if (key.home) return 'home';
  if (key.end) return 'end';
  if (key.return) return 'enter';
  if (key.escape) return 'esc';
  if (key.tab) return key.shift ? 'shift-tab' : 'tab';
  if (key.backspace) return 'backspace';
  if (key.delete) return 'delete';
  return null;
}

function characterName(character: string): string {
  if (character === ' ') return 'space';
  if (character === '\r' || character === '\n') return 'enter';
  if (character === '\t') return 'tab';
  const code = character.charCodeAt(0);
  if (code > 0 && code <= 26) return `ctrl-${String.fromCharCode(code + 96)}`;
  return character;
}
