import { expect, test } from 'vitest';
import { withoutCommand } from '../../../src/views/text/without-command.ts';

test.each([
  ['      ::error::hello', '      : :error::hello'],
  ['::stop-commands::x', ': :stop-commands::x'],
  ['a ##[error]b', 'a # #[error]b'],
  ['a std::vector', 'a std::vector'],
])('%s', (line, expected) => {
  expect(withoutCommand(line)).toBe(expected);
});
