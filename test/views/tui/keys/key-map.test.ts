import { expect, it } from 'vitest';
import { collisions, defaultKeyMap, makeKeyMap } from '../../../../src/views/tui/keys/key-map.ts';

it('finds commands by key, place by place', () => {
  expect(defaultKeyMap.commandsOf('list').get('enter')).toBe('list.open');
  expect(defaultKeyMap.commandsOf('detail').get('enter')).toBe('pane.open');
  expect(defaultKeyMap.commandsOf('everywhere').get('ctrl-c')).toBe('app.quit');
});

it('has no key that means two things in one place', () => {
  expect(collisions(defaultKeyMap.bindings)).toEqual([]);
});

it('takes keys that the user chose instead of its own', () => {
  const chosen = makeKeyMap({ 'list.follow': ['f', 'ctrl-g'] });
  const list = chosen.commandsOf('list');
  expect([list.get('f'), list.get('ctrl-g'), list.get('F')]).toEqual([
    'list.follow',
    'list.follow',
    undefined,
  ]);
});

it('says which keys collide, those that work everywhere included', () => {
  const { bindings } = makeKeyMap({ 'list.follow': ['b'], 'pane.sort': ['?'] });
  expect(collisions(bindings)).toEqual([
    'b is both filter.builds and list.follow',
    '? is both pane.sort and app.help',
  ]);
});
