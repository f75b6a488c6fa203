import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { options } from '../../src/cli/options.ts';

describe('--speed', () => {
  test.each([
    ['max', 'max'],
    ['1', 1],
    ['0.5', 0.5],
    ['1e3', 1000],
  ])('%s', (text, speed) => {
    expect(options.speed.parse(text)).toBe(speed);
  });

  test.each(['', ' ', '0', '-1', 'fast', 'Infinity', 'NaN', '1x'])("'%s' is refused", (text) => {
    expect(() => options.speed.parse(text)).toThrow('a number above 0, or max');
  });
});

test('a letter means the same in all commands', () => {
  const flags = new Map<string, string>();
  for (const option of [...Object.values(options), ...commands.flatMap((command) => command.options)]) {
    for (const flag of option.flags.match(/--?[\w-]+/g) ?? []) {
      // `run` checks what happened, `allowlist` the rules that it is given.
      if (flag === '--check') continue;
      expect(flags.get(flag) ?? option.flags).toBe(option.flags);
      flags.set(flag, option.flags);
    }
  }
});
