import { describe, expect, it } from 'vitest';
import { commandsOf, keyBindings, type Place } from '../../../../src/views/tui/keys/key-bindings.ts';

const places: readonly Place[] = ['list', 'detail', 'help'];

describe('key bindings', () => {
  it.each(places)('no two collide in %s', (place) => {
    const keys = keyBindings
      .filter(({ where }) => where.includes(place) || where.includes('everywhere'))
      .flatMap((binding) => binding.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('name each command once, with keys, places and words', () => {
    const commands = keyBindings.map(({ command }) => command);
    expect(new Set(commands).size).toBe(commands.length);
    for (const { keys, where, help, hint } of keyBindings) {
      expect(keys.length).toBeGreaterThan(0);
      expect(where.length).toBeGreaterThan(0);
      expect(help).toMatch(/^[A-Z]/);
      expect(hint ?? 'short').toMatch(/^[a-z ]{1,12}$/);
    }
  });

  it('are found by key', () => {
    expect(commandsOf('list').get('enter')).toBe('list.open');
    expect(commandsOf('detail').get('enter')).toBe('pane.fold');
    expect(commandsOf('everywhere').get('ctrl-c')).toBe('app.quit');
  });
});
