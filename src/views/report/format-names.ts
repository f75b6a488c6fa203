/** What a report may be written as. Apart from the writers, so that the command line's help need not load them. */
export const reportFormats = {
  html: {
    description: 'one page that needs no script and no network; on any screen, and on paper',
    endings: ['.html', '.htm'],
  },
  markdown: {
    description: 'for the step summary of GitHub or a comment, at most 1 MiB',
    endings: ['.md', '.markdown'],
  },
  text: {
    description: "for a job's log: the cause first, the rest in sections that GitLab and GitHub fold",
    endings: ['.txt', '.log'],
  },
} as const;

export type ReportFormat = keyof typeof reportFormats;

/** From how a file's name ends; null where it says nothing. */
export function formatOfFile(path: string): ReportFormat | null {
  const lower = path.toLowerCase();
  for (const [name, { endings }] of Object.entries(reportFormats)) {
    if (endings.some((ending) => lower.endsWith(ending))) return name as ReportFormat;
  }
  return null;
}
