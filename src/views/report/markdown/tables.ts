import { MASK } from '../../../model/secret.ts';
import { formatBytes, formatQuantity } from '../../view-model/format-bytes.ts';
import { unicodeMarks } from '../../view-model/marks.ts';
import type { CredentialsPart } from '../credentials-part.ts';
import { reportFacts } from '../facts.ts';
import type { Report } from '../report.ts';
import { Markdown, markdown } from './markdown.ts';
import { foldedMarkdown, tableMarkdown } from './table.ts';

export function factsMarkdown(report: Report): Markdown {
  return tableMarkdown([{ title: '' }, { title: '' }], reportFacts(report));
}

export function credentialsMarkdown({ rows, more }: CredentialsPart): Markdown {
  if (rows.length === 0) return markdown``;
  const titles = ['registry', 'account', 'kind', 'value', 'sent', 'over'];
  return foldedMarkdown(
    markdown`<b>Registry logins that were sent</b>: ${rows.length + more}`,
    [
      tableMarkdown(
        titles.map((title) => ({ title })),
        rows.map(({ registry, account, kind, masked, to, over, readable, how, times }) => [
          Markdown.code(registry),
          account ?? '–',
          kind,
          masked ? MASK : '–',
          `${formatQuantity(times, 'time')} to ${to}, ${how}`,
          readable ? `${unicodeMarks.warning} ${over}` : over,
        ]),
      ),
      more > 0 && `\n${more} more are left out here.\n`,
    ],
    false,
  );
}

export function captureMarkdown({ capture, toolVersion }: Report): Markdown {
  const { facts, warnings, unread, judged, notJudged } = capture;
  return foldedMarkdown(
    markdown`<b>The capture</b>`,
    [
      warnings.map((warning) => markdown`\n${unicodeMarks.warning} ${warning}\n`),
      tableMarkdown(
        [{ title: '' }, { title: '' }],
        [
          ...facts.map(([name, value]) => [name, value]),
          [
            'judged',
            `${formatQuantity(judged, 'rule')}; ${notJudged.length} more need something that is not in this capture`,
          ],
          ['made by', `dind-sniff ${toolVersion}; secrets are masked`],
        ],
      ),
      unread.length > 0 &&
        tableMarkdown(
          [
            { title: 'connections on which nothing could be read' },
            { title: 'spoke' },
            { title: 'sent' },
            { title: 'received' },
            { title: 'end' },
          ],
          unread.map(({ client, server, spoke, up, down, ended }) => [
            `${client} → ${server}`,
            spoke,
            formatBytes(up),
            formatBytes(down),
            ended,
          ]),
        ),
    ],
    false,
  );
}
