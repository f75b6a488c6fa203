import { expect, test } from 'vitest';
import { showInProgram, toolCommand } from '../../../../src/views/tui/terminal/user-program.ts';

test.each([
  ['pager', { PAGER: 'most -s' }, 'most -s'],
  ['pager', {}, 'less'],
  ['editor', { VISUAL: 'code -w', EDITOR: 'nano' }, 'code -w'],
  ['editor', { EDITOR: 'nano' }, 'nano'],
  ['editor', {}, 'vi'],
] as const)('%s of %j is %s', (tool, environment, expected) => {
  expect(toolCommand(tool, environment)).toBe(expected);
});

test('a program gets the text in a file of its own, and one that cannot be run is named', () => {
  expect(showInProgram('grep -q "^some text$"', Buffer.from('some text\n'))).toBeNull();
  expect(showInProgram('no-such-pager 2>/dev/null', Buffer.from('x'))).toBe(
    'no-such-pager 2>/dev/null cannot be run',
  );
});
