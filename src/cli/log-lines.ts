import { withoutCommand } from '../views/text/without-command.ts';
import type { Context } from './context.ts';

/** Lines for a standard stream, which in a job of GitHub's is read for commands too. */
export function logLines(lines: readonly string[], { env }: Context): string {
  const safe = env.GITHUB_ACTIONS === 'true' ? lines.map(withoutCommand) : lines;
  return `${safe.join('\n')}\n`;
}
