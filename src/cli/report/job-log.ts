import type { ReportLook } from '../../views/report/write-report.ts';
import { textOptions } from '../../views/text/text-options.ts';
import type { Context } from '../context.ts';
import { textFor } from '../text-terminal.ts';

/** How a report's text looks on standard output: folded where the CI system that runs us folds. */
export function lookForOutput(context: Context, color: 'auto' | 'always' | 'never'): ReportLook {
  const { env, stdout } = context;
  const text = textFor(context, color);
  if (stdout.isTTY === true) return { text, log: 'plain' };
  if (isSet(env.GITLAB_CI)) return { text, log: 'gitlab' };
  return { text, log: isSet(env.GITHUB_ACTIONS) ? 'github' : 'plain' };
}

/** For a file: no colour, no width, and times in UTC. */
export const lookForFile: ReportLook = {
  text: textOptions({ color: false, unicode: true, width: null, utcOffset: () => 0 }),
  log: 'plain',
};

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false';
}
