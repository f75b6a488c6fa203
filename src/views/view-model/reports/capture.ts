import type { CapturedInterface } from '../../../model/capture.ts';
import { formatBytes, formatCount } from '../format-bytes.ts';
import { type CaptureRecords, type Report, type ReportRow, report, textCell, timeCell } from '../report.ts';
import { safeText } from '../safe-text.ts';

const COLUMNS = [
  { title: 'CAPTURE', most: 24 },
  { title: '', most: 150 },
];

const STATES = {
  reading: 'being read',
  live: 'goes on',
  ended: 'read to its end',
  failed: 'failed',
} as const;

/** What is looked at: where it comes from, and how much of it there is. */
export function captureReport({ capture, status, connections }: CaptureRecords): Report {
  const rows: ReportRow[] = [];
  const say = (name: string, text: string | null) => {
    if (text !== null) rows.push({ cells: [textCell(name, 'dim'), textCell(text)], opens: null });
  };
  say('source', safeText(status.source));
  say('state', STATES[status.state]);
  say('message', status.message);
  if (capture !== null) {
    say('file', capture.file === null ? null : safeText(capture.file));
    say('format', safeText(capture.format));
    say('recorded by', capture.application === null ? null : safeText(capture.application));
    say('on', capture.os === null ? null : safeText(capture.os));
    if (capture.start !== null) {
      rows.push({ cells: [textCell('first packet', 'dim'), timeCell(capture.start)], opens: null });
    }
    for (const one of capture.interfaces) say('interface', interfaceWords(one));
  }
  say('packets', status.packets === null ? null : formatCount(status.packets));
  say('lost', status.dropped === null ? 'nobody counted' : formatCount(status.dropped));
  say('not decoded', formatCount(status.undecoded));
  say('connections', formatCount(Array.from(connections()).length));
  say('exchanges', formatCount(status.exchanges));
  say('missing in exchanges', formatBytes(status.missingBytes));
  say('issues', formatCount(status.issues));
  say('memory', status.memory === null ? null : formatBytes(status.memory));
  return report(COLUMNS, rows);
}

function interfaceWords({ name, linkType, snapLength, filter }: CapturedInterface): string {
  const words = [
    name ?? 'without a name',
    `link type ${linkType}`,
    snapLength === 0 ? 'whole packets' : `${formatCount(snapLength)} bytes of each packet`,
    filter === null || filter === '' ? null : `filter ${filter}`,
  ];
  return safeText(words.filter((word) => word !== null).join(', '));
}
