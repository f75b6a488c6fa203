import { expect, it } from 'vitest';
import { keyBindings } from '../../../../src/views/tui/keys/key-bindings.ts';

it('names each command once, with keys, places and words', () => {
  const commands = keyBindings.map(({ command }) => command);
  expect(new Set(commands).size).toBe(commands.length);
  for (const { keys, where, help, hint } of keyBindings) {
    expect(keys.length).toBeGreaterThan(0);
    expect(where.length).toBeGreaterThan(0);
    expect(help).toMatch(/^[A-Z]/);
    expect(hint?.words ?? 'short').toMatch(/^[a-z/ ]{1,12}$/);
  }
});
