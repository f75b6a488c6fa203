import type { Issue } from '../../layer/issue.ts';
import type { ArchiveIssueCode } from './issue-codes.ts';

/** An archive of garbage could make one issue for each block; the first hundred tell the story. */
const MAX_ISSUES = 100;

/** Issues of one archive, bounded. */
export class IssueLog {
  readonly list: Issue[] = [];

  add(
    code: ArchiveIssueCode,
    message: string,
    at: number | null,
    where: { readonly offset?: number; readonly required?: number; readonly actual?: number } = {},
  ): void {
    if (this.list.length < MAX_ISSUES) this.list.push({ kind: 'issue', code, message, at, ...where });
  }
}
