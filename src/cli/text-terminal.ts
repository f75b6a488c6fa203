import { type TextOptions, textOptions } from '../views/text/text-options.ts';
import { showsColor, showsUtf8 } from '../views/tui/terminal/terminal-abilities.ts';
import type { Context } from './context.ts';

/** How text on a standard stream is to look: as wide and as colourful as what it is connected to. */
export function textFor(
  { stdout, stderr, env }: Context,
  color: 'auto' | 'always' | 'never',
  to: 'stdout' | 'stderr' = 'stdout',
): TextOptions {
  const stream = to === 'stdout' ? stdout : stderr;
  const terminal = stream.isTTY === true;
  return textOptions({
    color: color === 'auto' ? wantsColor(env, terminal) : color === 'always',
    // A file or a pipe takes any characters; a terminal says what it shows.
    unicode: !terminal || showsUtf8(env),
    width: terminal ? stream.columns : null,
    utcOffset: (at) => -new Date(at / 1000).getTimezoneOffset(),
  });
}

function wantsColor(env: Context['env'], terminal: boolean): boolean {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '';
  return (terminal || forced) && showsColor(env);
}
