import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { authMaker } from '../../../src/views/view-model/detail-auth.ts';
import { dockerfileMaker } from '../../../src/views/view-model/detail-dockerfile.ts';
import { issuesMaker } from '../../../src/views/view-model/detail-issues.ts';
import { requestMaker, responseMaker } from '../../../src/views/view-model/detail-message.ts';
import { overviewMaker } from '../../../src/views/view-model/detail-overview.ts';
import { eventsMaker, progressMaker } from '../../../src/views/view-model/detail-progress.ts';
import { stepsMaker } from '../../../src/views/view-model/detail-steps.ts';
import { streamsMaker } from '../../../src/views/view-model/detail-streams.ts';
import { timingMaker } from '../../../src/views/view-model/detail-timing.ts';
import { asciiSymbols } from '../../../src/views/view-model/symbols.ts';
import { AT, dockerFacts, exchange, request } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText, paneView } from './pane-text.ts';

describe('overview', () => {
  it('says who asked for what and how it ended', () => {
    const text = paneText(overviewMaker(webBuild()));
    expect(text).toContain('docker 28.2 asked the daemon 20.10.24 (linux, API 1.41): build web:latest');
    expect(text).toContain('It failed: ✗ step 4/6 after 3.4 s.');
    expect(text).toContain('returned a non-zero code: 1');
    expect(text).toContain('3 logins over plain TCP: bob@index.docker.io');
    expect(text).toContain('NPM_TOKEN=••••');
    expect(text).not.toContain('hunter2');
  });

  it('is short for a ping', () => {
    const lines = paneText(overviewMaker(exchange())).trim().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'docker 28.2 asked the daemon 20.10.24 (linux, API 1.41): ping',
      ' It was done: ✓ 200 after 2 ms.',
    ]);
  });
});

it('the Dockerfile has each step beside its instruction', () => {
  expect(paneText(dockerfileMaker(webBuild()))).toBe(
    [
      ' Dockerfile, as it was in the context',
      '',
      '  1                 # The web front end',
      '  2  ✓ 4 ms         FROM node:20',
      '  3  ✓ cached       WORKDIR /app',
      '  4  ! 61 ms miss   COPY package*.json ./',
      '  5',
      '  6  ✗ exit code 1  RUN npm ci \\',
      '  7                     # no scripts of others',
      '  8                     --ignore-scripts',
      '  9                 COPY . .',
      ' 10                 CMD ["node","server.js"]',
    ].join('\n'),
  );
});

describe('steps', () => {
  it('begin at the one that failed, its output beneath, colours and controls taken out', () => {
    const text = paneText(stepsMaker(webBuild()));
    expect(stepsMaker(webBuild())(paneView()).start).toBe(3);
    expect(text).toContain('✗ exit code 1');
    expect(text).toContain('hit');
    expect(text).toContain('MISS, first one');
    expect(text).toContain('not reached');
    expect(text).toMatch(/output of step 4[^\n]*\n npm error code EUSAGE\n npm error `npm ci` can/);
    expect(text).not.toContain('\x1b');
  });

  it('show the end of a long output and say what is left out', () => {
    const long = webBuild();
    const step = {
      ...long.docker.build!.steps[0]!,
      output: Array.from({ length: 50 }, (_, n) => `line ${n}\n`).join(''),
    };
    const build = { ...long.docker.build!, steps: [step], error: null };
    const text = paneText(stepsMaker(exchange({ docker: dockerFacts({ build }) })), { height: 20 });
    expect(text).toContain('… 43 lines above\n line 43');
    expect(text.endsWith('line 49')).toBe(true);
  });

  it('have a time axis of round times', () => {
    expect(paneText(stepsMaker(webBuild()), { width: 150 }).split('\n')[0]).toMatch(
      /0 +500 ms +1 s +1.5 s +2 s/,
    );
  });
});

it('auth lists the registries, masked, and what they went over', () => {
  const text = paneText(authMaker(webBuild()), { width: 120 });
  expect(text).toMatch(/https:\/\/index.docker.io\/v1\/ +bob +password +•••• +172.17.0.2:2375 +! plain TCP/);
  expect(text).toMatch(/ghcr.example +– +identity token/);
  const local = paneText(authMaker(webBuild({ server: '/var/run/docker.sock' })), { width: 120 });
  expect(local).toMatch(/docker.sock +unix socket/);
});

describe('request and response', () => {
  it('take the query apart and mask what is secret', () => {
    const text = paneText(requestMaker(webBuild()));
    expect(text).toContain(' POST /v1.41/build HTTP/1.1');
    expect(text).toContain('buildargs = {"NODE_ENV":"production","NPM_TOKEN":"••••"}');
    expect(text).toContain('X-Registry-Config: ••••');
    expect(paneText(requestMaker(webBuild()), { symbols: asciiSymbols })).toContain(
      'X-Registry-Config: ****',
    );
    expect(paneText(responseMaker(webBuild()))).toContain('2.1 kB (2,104 bytes), application/json');
  });

  it('show no control character of a header', () => {
    const headers = [
      ['X-Evil', '\x1b]0;title\x07'],
      ['X-Secret', new Secret('\x1b')],
    ] as const;
    expect(paneText(requestMaker(exchange({ request: request({ headers }) })))).toContain(
      '\\x1b]0;title\\x07',
    );
  });
});

it('streams count their bytes', () => {
  const streams = {
    stdin: null,
    stdout: { bytes: 1500, sha256: null },
    stderr: { bytes: 0, sha256: 'ab' },
    raw: null,
  };
  const text = paneText(
    streamsMaker(exchange({ hijack: { protocol: 'tcp', clientBytes: 3, serverBytes: 1516, streams } })),
  );
  expect(text).toContain('handed over by an upgrade to tcp');
  expect(text).toMatch(/stdout +1,500 +container to client/);
  expect(text).not.toContain('stdin');
});

it('progress has a bar for each layer and the error at the end', () => {
  const progress = {
    layers: [{ id: 'b3d0ba8093ef', status: 'Pushing', current: 500, total: 1000 }],
    messages: ['The push refers to repository [registry.example.com/web]'],
    errorDetail: { code: null, message: 'denied' },
    aux: [{ Tag: 'latest' }],
  };
  const text = paneText(progressMaker(exchange({ docker: dockerFacts({ progress }) })));
  expect(text).toMatch(/b3d0ba8093ef +Pushing +█{10} +500 B of 1.0 kB/);
  expect(text).toContain('✗ denied');
  expect(text).toContain('{"Tag":"latest"}');
});

it('rows of events say how many came before', () => {
  const events = { count: 12, rows: [{ time: '10:31:02', text: 'container start web' }] };
  expect(paneText(eventsMaker(exchange({ docker: dockerFacts({ events }) })))).toBe(
    ' … 11 earlier rows\n 10:31:02  container start web',
  );
});

it('timing draws one part after the other', () => {
  const timing = { sendMs: 25, waitMs: 25, receiveMs: 50, totalMs: 100 };
  const bars = paneText(timingMaker(exchange({ timing })), { width: 60 }).match(/ms {2}( *█+)/g);
  expect(bars).toEqual(['ms  █████', 'ms       █████', 'ms            ██████████']);
});

it('issues stand in order of time', () => {
  const text = paneText(
    issuesMaker(
      exchange({
        gaps: [{ side: 'request', missing: 1400, at: AT + 1_000_000 }],
        issues: [
          { kind: 'issue', code: 'http1/bad-chunk', message: 'no size', at: AT + 2_000_000, offset: 7 },
          { kind: 'issue', code: 'tcp/overlap-differs', message: 'differs', at: AT },
        ],
      }),
    ),
  );
  expect(text.split('\n').map((line) => line.trim().split(/ +/)[1])).toEqual([
    'tcp/overlap-differs',
    'gap',
    'http1/bad-chunk',
  ]);
  expect(text).toContain('1.4 kB of the request are not in the capture');
  expect(text).toContain('at byte 7');
});
