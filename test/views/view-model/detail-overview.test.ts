import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { commandRow } from '../../../src/views/view-model/command-row.ts';
import { overviewMaker } from '../../../src/views/view-model/detail-overview.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { ALONE, NOTHING_ASKED } from '../../../src/views/view-model/tab-answer.ts';
import { dockerFacts, exchange, response } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { paneText } from './pane-text.ts';

describe('overview', () => {
  it('says who asked for what and how it ended', () => {
    const text = paneText(overviewMaker(webBuild(), NOTHING_ASKED, ALONE));
    expect(text).toContain('docker 28.2 asked the daemon 20.10.24 (linux, API 1.41): build web:latest');
    expect(text).toContain('It failed: ✗ step 4/6 after 3.4 s.');
    expect(text).toContain('returned a non-zero code: 1');
    expect(text).toContain('3 logins over plain TCP: bob@index.docker.io');
    expect(text).toContain('NPM_TOKEN=••••');
    expect(text).not.toContain('hunter2');
  });

  it('says through what a proxy passed it on, and for whom', () => {
    const proxied = {
      listener: '/run/p.sock',
      target: 'docker:2376',
      listenerTls: false,
      targetTls: true,
      pid: 4711,
      command: 'docker build',
    };
    const text = paneText(
      overviewMaker(
        exchange({ client: '/run/p.sock', server: 'docker:2376', proxied }),
        NOTHING_ASKED,
        ALONE,
      ),
    );
    expect(text).toMatch(/connection +1: \/run\/p\.sock → docker:2376, TLS/);
    expect(text).toMatch(/process +4711 docker build/);
  });

  it('does not take the library of a client for the client', () => {
    const { docker } = exchange();
    const client = { ...docker.client, name: 'grpc-go', version: '1.64.0' };
    const text = paneText(
      overviewMaker(exchange({ docker: { ...docker, client } as typeof docker }), NOTHING_ASKED, ALONE),
    );
    expect(text).toContain('A client asked the daemon');
  });

  it('is short for a ping', () => {
    const lines = paneText(overviewMaker(exchange(), NOTHING_ASKED, ALONE))
      .trim()
      .split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'docker 28.2 asked the daemon 20.10.24 (linux, API 1.41): ping',
      ' It was done: ✓ 200 after 2 ms.',
    ]);
  });
});

it('names what each fact is about, and says an error once', () => {
  const docker = dockerFacts({
    events: { count: 3, rows: [] },
    error: { code: 500, message: 'it broke' },
    auth: { server: 'r.test', username: 'bob', kind: 'password', secret: new Secret('hunter2') },
  });
  const text = paneText(
    overviewMaker(
      exchange({ operation: 'ContainerStats', response: response(500), docker }),
      NOTHING_ASKED,
      ALONE,
    ),
  );
  expect(text).toMatch(/\n {3}credentials {3}bob@r\.test\n {3}answer {8}3 samples\n/);
  expect(text.match(/it broke/g)).toHaveLength(1);
});

it('of a command names the main call where it says more', () => {
  const calls = [exchange(), exchange({ id: 2, operation: 'ContainerAttach', summary: 'attach web' })];
  const command = (operation: string) => ({
    row: { ...commandRow(calls)!, operation },
    arguments: operation.split(' '),
    calls: calls.map(exchangeRow),
  });
  const text = (operation: string) =>
    paneText(overviewMaker(calls[1]!, NOTHING_ASKED, { calls: 2, command: command(operation) }));
  expect(text('run alpine')).toMatch(/docker run alpine\n[\s\S]*main call {5}attach web {2}✓ 200/);
  expect(text('attach web')).not.toContain('main call');
});
