import { withoutCommand } from '../../text/without-command.ts';

/** Where lines are printed: some CI systems fold parts of a log. */
export type JobLog = 'gitlab' | 'github' | 'plain';

/** Lines beneath a title, to be folded away where the log can. */
export interface LogSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A log's lines from what is always seen, and sections that are folded away. `at`: Unix time in seconds. */
export function logLines(
  head: readonly string[],
  sections: readonly LogSection[],
  log: JobLog,
  at: number,
): readonly string[] {
  const safe = log === 'github' ? (line: string) => withoutCommand(line) : (line: string) => line;
  return [
    ...head.map(safe),
    ...sections.flatMap(({ title, lines }, index) => {
      const { opening, closing } = FOLDS[log](safe(title), `dind_sniff_${at}_${index + 1}`, at);
      return [...opening, ...lines.map(safe), ...closing];
    }),
  ];
}

interface Fold {
  readonly opening: readonly string[];
  readonly closing: readonly string[];
}

const FOLDS: Readonly<Record<JobLog, (title: string, name: string, at: number) => Fold>> = {
  // https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
  gitlab: (title, name, at) => ({
    opening: [`\x1b[0Ksection_start:${at}:${name}[collapsed=true]\r\x1b[0K${title}`],
    closing: [`\x1b[0Ksection_end:${at}:${name}\r\x1b[0K`],
  }),
  github: (title) => ({ opening: [`::group::${title}`], closing: ['::endgroup::'] }),
  plain: (title) => ({ opening: ['', title], closing: [] }),
};
