import type { TextOptions } from '../text/text-options.ts';
import type { ReportFormat } from './format-names.ts';
import { reportPage } from './html/page.ts';
import { reportMarkdown } from './markdown/page.ts';
import type { Report } from './report.ts';
import type { JobLog } from './text/job-log.ts';
import { reportLines } from './text/report-lines.ts';

/** How lines of text are to look, and where they are printed. */
export interface ReportLook {
  readonly text: TextOptions;
  readonly log: JobLog;
}

/** The whole report, ending with a line break. */
export function writeReport(report: Report, format: ReportFormat, { text, log }: ReportLook): string {
  switch (format) {
    case 'html':
      return reportPage(report);
    case 'markdown':
      return reportMarkdown(report);
    case 'text':
      return `${reportLines(report, text, log).join('\n')}\n`;
  }
}
