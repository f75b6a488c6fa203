import { expect, test } from 'vitest';
import { readScreenConfig } from '../../../src/views/tui/screen-config.ts';
import { LIGHT_THEME } from '../../../src/views/tui/theme/theme.ts';

test('keys, mouse and theme are the user’s; what is left out is as it was', () => {
  const chosen = readScreenConfig(
    '{"keys": {"list.follow": "f", "list.quit": ["x", "X"]}, "mouse": false, "preview": false, "theme": "light"}',
  );
  expect(chosen.keyMap.commandsOf('list').get('X')).toBe('list.quit');
  expect(chosen.keyMap.commandsOf('list').get('f')).toBe('list.follow');
  expect([chosen.mouse, chosen.preview, chosen.theme, chosen.problems]).toEqual([
    false,
    false,
    LIGHT_THEME,
    [],
  ]);
  const none = readScreenConfig('{}');
  expect([none.mouse, none.preview, none.theme, none.problems]).toEqual([true, true, null, []]);
});

test.each([
  ['no JSON', '{', /^it is no JSON/],
  ['no object', '[1]', /no JSON object/],
  ['a command that is not there', '{"keys": {"list.fly": ["f"]}}', /there is no command list\.fly/],
  ['keys that are none', '{"keys": {"list.follow": [1]}}', /keys of list\.follow/],
  ['a key that means two things', '{"keys": {"list.follow": ["b"]}}', /b is both/],
  ['a theme that is none', '{"theme": "__proto__"}', /none of dark and light/],
  ['a preview that is neither', '{"preview": "no"}', /preview is neither true nor false/],
  ['a mouse that is neither', '{"mouse": 1}', /neither true nor false/],
])('%s is said, and all else holds', (_, text, problem) => {
  const { keyMap, problems } = readScreenConfig(text);
  expect(problems.join()).toMatch(problem);
  expect(keyMap.commandsOf('list').get('enter')).toBe('list.open');
});
