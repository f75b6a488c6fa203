import { formatBytes } from '../../view-model/format-bytes.ts';
import { unicodeMarks } from '../../view-model/marks.ts';
import type { Report } from '../report.ts';
import { buildMarkdown } from './build.ts';
import { exchangesMarkdown } from './exchanges.ts';
import { findingMarkdown } from './findings.ts';
import { type Markdown, markdown } from './markdown.ts';
import { captureMarkdown, credentialsMarkdown, factsMarkdown } from './tables.ts';

/** What GitHub takes for the summary of a step, and GitLab for a comment; what is longer is refused whole. */
export const MOST_BYTES = 1024 * 1024;

/** For the sentence that says what was left out. */
const RESERVED = 300;

/** The report in at most `room` bytes: the verdict first, then sections for as long as they fit. */
export function reportMarkdown(report: Report, room: number = MOST_BYTES): string {
  const sections = [
    verdictMarkdown(report),
    ...report.findings.map(findingMarkdown),
    ...(report.moreFindings === 0
      ? []
      : [markdown`\n${report.moreFindings} more findings are left out here.\n`]),
    ...report.builds.map(buildMarkdown),
    ...(report.moreBuilds === 0 ? [] : [markdown`\n${report.moreBuilds} more builds are left out here.\n`]),
    exchangesMarkdown(report.exchanges),
    credentialsMarkdown(report.credentials),
    captureMarkdown(report),
  ];
  let text = '';
  let bytes = 0;
  let leftOut = 0;
  for (const section of sections.map(String)) {
    const size = Buffer.byteLength(section);
    if (bytes + size + RESERVED > room) leftOut += 1;
    else {
      text += section;
      bytes += size;
    }
  }
  if (leftOut === 0) return text;
  const last = markdown`\nCut: ${leftOut} parts of this report are left out, since only ${formatBytes(room)} may be shown here. An HTML report of the same capture has them.\n`;
  return bytes + Buffer.byteLength(String(last)) > room ? text : text + last;
}

function verdictMarkdown(report: Report): Markdown {
  const { sign, headline, cause, advice, failures } = report.verdict;
  return markdown`
## ${unicodeMarks[sign]} ${headline}

${cause !== null && findingMarkdown(cause)}${advice !== null && markdown`${advice}\n\n`}${failures.map(
  ({ id, operation, message }) => markdown`**${operation}**: ${message} (exchange ${id})\n\n`,
)}${factsMarkdown(report)}`;
}
