import { expect, test } from 'vitest';
import type { Finding } from '../../../../src/model/finding.ts';
import type { CaptureRecords, ReportName } from '../../../../src/views/view-model/report.ts';
import { reportMaker } from '../../../../src/views/view-model/report-pane.ts';
import { makeReport, reportScreens } from '../../../../src/views/view-model/reports/reports.ts';
import { connection } from '../../../builders/connection.ts';
import { buildExchange, exchange } from '../../../builders/exchange.ts';
import { status } from '../capture-status.ts';
import { paneText, paneView } from '../pane-text.ts';

const issue = { kind: 'issue' as const, code: 'tcp/gap', message: 'a \x1b[31mhole', at: null };

const finding: Finding = {
  rule: 'build-step-failed',
  phase: 'build',
  severity: 'error',
  certainty: 'sure',
  message: 'step 4/6 RUN npm ci failed: exit code 1',
  fix: 'Look at what it printed.',
  details: ['npm error code EUSAGE'],
  exchanges: [2],
  connections: [],
  place: null,
};

const records: CaptureRecords = {
  exchanges: () => [exchange(), buildExchange(), { ...buildExchange(), id: 3, issues: [issue] }],
  connections: () => [connection(), connection({ id: 2, closedBy: 'reset', handshake: 'missed' })],
  issues: [],
  findings: () => [finding],
  capture: null,
  status,
};
const nothing: CaptureRecords = {
  ...records,
  exchanges: () => [],
  connections: () => [],
  findings: () => [],
};

const text = (name: ReportName, of = records) => paneText(reportMaker(makeReport(name, of)), { width: 160 });

test('builds, with what each cost and how it went', () => {
  expect(text('builds')).toMatch(/2 {2}10:31:02 {2}web:latest +✗ step 4\/6 +4 +2 +1\.9 MB +5 +3 .*classic/);
});

test('which accounts crossed the wire, how often, and over what', () => {
  const shown = text('credentials');
  expect(shown).toMatch(/registry\.example\.com +alice +password +2 times .*172\.17\.0\.2:2375 +! plain TCP/);
  expect(shown).not.toMatch(/hunter2|s3cret|idtoken/);
});

test('files of all builds, those that were sent most of first', () => {
  const shown = text('files');
  expect(shown).toContain('2 builds sent 3.0 MB in 5 files; 1.5 MB of it had been sent before.');
  expect(shown).toMatch(/1\.0 MB {2}2 times +2\.0 MB +1 {2}node_modules\/typescript\/tsc\.js/);
  const sent = buildExchange().docker.build!.context!.entries.map((entry) => ({ ...entry, sent: false }));
  const listed = buildExchange({ context: { ...buildExchange().docker.build!.context!, entries: sent } });
  expect(text('files', { ...records, exchanges: () => [listed] })).toContain('1 build sent 0 B in 0 files');
});

test('operations with their counts, errors and percentiles', () => {
  expect(text('statistics')).toMatch(/ImageBuild +2 +✗ 2 +3\.8 MB/);
  expect(text('statistics')).toMatch(/3 calls; the longest was build web:latest/);
});

test('connections and how they ended', () => {
  expect(text('connections')).toContain('1 connection began before the capture did.');
  expect(text('connections')).toMatch(/172\.17\.0\.1:41234 .*http\/1 +1 +400 B +400 B .*closed/);
});

test('issues, their texts made safe', () => {
  expect(text('issues')).toMatch(/3 {2}tcp\/gap {2}a \\x1b\[31mhole/);
});

test('an issue of a connection once, though it was told as it came as well', () => {
  const ofConnection = { ...issue, code: 'pipeline/tls', message: 'encrypted' };
  const ofFile = { ...issue, code: 'file/cut', message: 'cut' };
  const shown = text('issues', {
    ...nothing,
    connections: () => [connection({ id: 7, issues: [ofConnection] })],
    issues: [ofConnection, ofFile],
  });
  expect(shown).toContain('2 issues.');
  expect(shown).toMatch(/ 7 .*pipeline\/tls {2,}encrypted/);
});

test('findings, each with what to do beneath it', () => {
  const shown = text('findings');
  expect(shown).toMatch(/✗ error +build-step-failed\n +step 4\/6 RUN npm ci failed: exit code 1\n/);
  expect(shown).toMatch(/\n +To do: Look at what it printed\./);
  expect(shown).toContain('npm error code EUSAGE');
});

test('a wide screen has more of each', () => {
  const wide = (name: ReportName, of = records) =>
    paneText(reportMaker(makeReport(name, of)), { width: 200 });
  expect(wide('builds')).toMatch(/classic +docker 28\.2 +3 COPY .* +exit code 1: RUN npm ci/);
  expect(wide('credentials')).toMatch(/ FIRST +LAST +# +WITH +BY +TO +OVER\n/);
  expect(wide('files')).toMatch(/tsc\.js +10:31:02 +web:latest\n/);
  expect(wide('statistics')).toMatch(/ImageBuild .* build web:latest\n/);
  const pings = [exchange(), exchange({ id: 2, operation: 'ImageList', summary: 'images' })];
  const tls = { serverName: 'docker', version: '1.3', refusal: { from: 'client', alert: null } } as const;
  const encrypted = connection({ id: 2, tls: { ...tls, clientCertificate: null, plainAnswer: false } });
  const shown = wide('connections', {
    ...records,
    exchanges: () => pings,
    connections: () => [connection(), encrypted],
  });
  expect(shown).toMatch(/docker 28\.2 +http\/1 .* images\n/);
  expect(shown).toContain('1.3 docker, refused by the client');
});

test('the text of a finding takes the width that there is', () => {
  const long = { ...finding, message: Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ') };
  const lines = (width: number) => {
    const pane = reportMaker(makeReport('findings', { ...records, findings: () => [long] }))(
      paneView({ width }),
    );
    for (let index = 0; index < pane.count; index += 1)
      expect(pane.opens(index)).toEqual({ kind: 'exchange', id: 2 });
    return pane.count;
  };
  expect(lines(80)).toBeGreaterThan(lines(130));
  expect(lines(130)).toBe(lines(200));
});

test('the capture itself', () => {
  expect(text('capture')).toMatch(/packets +1,204/);
});

test.each(reportScreens.map(({ name }) => name))(
  '%s has something to say of nothing, in any width',
  (name) => {
    expect(text(name, nothing).trim()).not.toBe('');
    for (const width of [1, 20, 80])
      expect(paneText(reportMaker(makeReport(name, records)), { width })).toBeTypeOf('string');
  },
);

test('a row opens its exchange', () => {
  const pane = reportMaker(makeReport('builds', records))(paneView());
  expect([pane.opens(0), pane.opens(99)]).toEqual([{ kind: 'exchange', id: 2 }, null]);
});
