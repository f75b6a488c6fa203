import { afterEach, describe, expect, test } from 'vitest';
import { EngineError, type EngineProcess, startEngine } from '../../src/engine/engine-process.ts';
import type { EngineRequest } from '../../src/engine/messages.ts';
import { readExchanges } from '../../src/engine/read-exchanges.ts';
import { RemoteEngine } from '../../src/engine/remote-engine.ts';
import { pullRecords } from '../../src/engine/remote-records.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Secret } from '../../src/model/secret.ts';
import { exchangeRow } from '../../src/views/view-model/exchange-row.ts';

const BUILD = 'fixtures/classic-build/capture.pcapng';
let engine: EngineProcess | null = null;
afterEach(() => engine?.close());

/** `npm test` has built the engine's program. */
async function started(wants: EngineRequest['wants'], path = BUILD): Promise<EngineProcess> {
  const capture = { kind: 'file', path, speed: 'max' } as const;
  engine = await startEngine({ capture, decoding: {}, wants, filter: null }, { program: 'dist/engine.js' });
  return engine;
}

async function closedExchanges(): Promise<readonly Exchange[]> {
  const closed: Exchange[] = [];
  for await (const events of readExchanges(BUILD)) {
    for (const event of events) if (event.kind === 'exchange-closed') closed.push(event.exchange);
  }
  return closed;
}

function untilEnded(remote: RemoteEngine): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (remote.status().state === 'ended' || remote.status().state === 'failed') resolve();
    };
    remote.subscribe(look);
    look();
  });
}

describe('a screen', () => {
  test('has the rows and exchanges that reading the file here gives', async () => {
    const remote = new RemoteEngine(await started('screen'), 'reading');
    await untilEnded(remote);
    const closed = [...(await closedExchanges())].sort((one, other) => one.id - other.id);
    expect(Array.from(remote.list.rows(), ({ command: _, ...row }) => row)).toEqual(closed.map(exchangeRow));
    const build = closed.find(({ docker }) => docker.build !== null) as Exchange;
    const there = await remote.ask({ kind: 'exchange', id: build.id });
    expect(there).toEqual(build);
    const header = there?.request?.headers.find(([name]) => name === 'X-Registry-Config')?.[1];
    expect(header).toBeInstanceOf(Secret);
    expect(await remote.ask({ kind: 'exchange', id: 9999 })).toBeNull();
    expect(await remote.stop()).toMatchObject({ exchanges: closed.length });
  });

  test('keeps what it has when the engine dies, and says why', async () => {
    const started_ = await started('screen');
    const remote = new RemoteEngine(started_, 'reading');
    await untilEnded(remote);
    const { exchanges } = remote.status();
    const told = new Promise<void>((resolve) => {
      remote.subscribe(() => {
        if (remote.status().state === 'failed') resolve();
      });
    });
    process.kill(started_.pid as number, 'SIGKILL');
    await told;
    expect(remote.status()).toMatchObject({
      exchanges,
      message: 'the capturing process ended unexpectedly (SIGKILL)',
    });
    expect(remote.list.size).toBe(exchanges);
    await expect(remote.ask({ kind: 'exchange', id: 1 })).rejects.toThrow(EngineError);
  });
});

describe('lines', () => {
  test('get the records that reading the file here gives', async () => {
    const events = [];
    for await (const pulled of pullRecords(await started('records'))) events.push(...pulled.events);
    const read = [];
    for await (const batch of readExchanges(BUILD)) read.push(...batch);
    expect(events).toEqual(read.filter(({ kind }) => !kind.endsWith('-opened')));
  });
});

test('what is no capture is said in one line', async () => {
  await expect(started('screen', 'package.json')).rejects.toMatchObject({
    name: 'EngineError',
    expected: true,
    message: expect.stringMatching(/^cannot read package\.json: not a pcap or pcapng capture/),
  });
});
