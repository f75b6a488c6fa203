import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CaptureFileReader } from '../../../src/capture/file/capture-file-reader.ts';
import {
  exchangesOf,
  ProxyStage,
  type ScriptedPeer,
  tcpEnd,
  unixEnd,
  until,
} from '../../builders/proxy-peers.ts';

const ping = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';
const pong = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK';
const attach =
  'POST /v1.41/containers/7c13/attach?stream=1&stdin=1&stdout=1 HTTP/1.1\r\nHost: docker\r\n' +
  'Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0\r\n\r\n';
const upgraded =
  'HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n' +
  'Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n';

let stage: ProxyStage;
beforeEach(() => {
  stage = new ProxyStage();
});
afterEach(() => stage.end());

describe.each(['tcp', 'unix'] as const)('a client over %s', (kind) => {
  const start = async (): Promise<void> => {
    await stage.start({ listen: [kind === 'tcp' ? tcpEnd(0) : unixEnd(join(stage.folder, 'p.sock'))] });
  };

  test('keeps one connection for several exchanges', async () => {
    await start();
    const { client, daemon } = await stage.connect();
    for (let round = 1; round <= 3; round += 1) {
      client.send(ping);
      await until('the request', () => daemon.text === ping.repeat(round));
      daemon.send(pong);
      await until('the response', () => client.text === pong.repeat(round));
    }
    client.socket.end();
    await until('the end', () => daemon.ended);
    daemon.socket.end();
    await until('both closed', () => client.over !== null && daemon.over !== null);
    expect([client.over, daemon.over]).toEqual(['closed', 'closed']);
    const exchanges = exchangesOf(await stage.recorded());
    expect(exchanges.map(({ operation, state }) => [operation, state])).toEqual([
      ['SystemPing', 'complete'],
      ['SystemPing', 'complete'],
      ['SystemPing', 'complete'],
    ]);
  });

  test('reads on after it has ended its own side (d1)', async () => {
    await start();
    const { client, daemon } = await stage.connect();
    client.send(attach);
    client.socket.end();
    await until('the end of the client', () => daemon.ended);
    daemon.send(upgraded);
    daemon.send('first line\n');
    await until('output', () => client.text.endsWith('first line\n'));
    expect(client.ended).toBe(false);
    daemon.send('second line\n');
    daemon.socket.end();
    await until('all output', () => client.ended);
    expect(client.text).toBe(`${upgraded}first line\nsecond line\n`);
    const [exchange] = exchangesOf(await stage.recorded());
    expect([exchange?.state, exchange?.hijack?.serverBytes]).toEqual(['complete', 23]);
  });

  test('sends on after the daemon has ended its side', async () => {
    await start();
    const { client, daemon } = await stage.connect();
    client.send(attach);
    await until('the request', () => daemon.text === attach);
    daemon.send(upgraded);
    daemon.socket.end();
    await until('the end of the daemon', () => client.ended);
    client.send('still here\n');
    await until('the rest', () => daemon.text.endsWith('still here\n'));
    expect(daemon.ended).toBe(false);
    client.socket.end();
    await until('the end', () => daemon.ended);
  });
});

test('bytes that come in the same piece as the head of an upgrade are passed on (d2)', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  client.send(`${attach}stdin right behind\n`);
  await until('the request', () => daemon.text.endsWith('behind\n'));
  daemon.send(`${upgraded}stdout right behind\n`);
  await until('the response', () => client.text.endsWith('behind\n'));
  client.socket.end();
  daemon.socket.end();
  const [exchange] = exchangesOf(await stage.recorded());
  expect(exchange?.hijack).toMatchObject({ protocol: 'tcp', clientBytes: 19, serverBytes: 20 });
});

test('a response goes to the client while its request is still on the way (d8)', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  client.send(
    'POST /v1.41/build HTTP/1.1\r\nHost: docker\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
  );
  await until('a part of the request', () => daemon.text.includes('hello'));
  daemon.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n');
  await until('a part of the response', () => client.text.includes('four'));
  client.send('0\r\n\r\n');
  daemon.send('0\r\n\r\n');
  await until('both ends', () => client.text.endsWith('0\r\n\r\n') && daemon.text.endsWith('0\r\n\r\n'));
});

test('the answer of a daemon that refuses an upload and resets reaches the client', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  const answer = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 24\r\n\r\n{"message":"no such API"}'.slice(
    0,
    -1,
  );
  client.send('POST /v1.99/build HTTP/1.1\r\nHost: docker\r\nContent-Length: 900000000\r\n\r\n');
  await until('the head', () => daemon.text.includes('\r\n\r\n'));
  daemon.socket.pause();
  // The client sends into a connection that the daemon has answered and broken off.
  const flood = setInterval(() => client.send(Buffer.alloc(65_536)), 1);
  daemon.socket.write(answer, () => daemon.reset());
  await until('the client is told', () => client.over !== null);
  clearInterval(flood);
  await until('the answer', () => client.text === answer);
});

describe('a reset is passed on as a reset', () => {
  test('of the client', async () => {
    await stage.start();
    const { client, daemon } = await stage.connect();
    client.send(ping);
    await until('the request', () => daemon.text === ping);
    client.reset();
    await until('the daemon is broken off', () => daemon.over !== null);
    expect(daemon.over).toBe('ECONNRESET');
    await until('it is told', () => stage.told('connection-closed').length === 1);
    expect(stage.told('connection-closed')).toMatchObject([{ how: 'reset', clientBytes: ping.length }]);
    const [exchange] = exchangesOf(await stage.recorded());
    expect(exchange?.state).toBe('aborted');
  });

  test('of the daemon, behind what it sent', async () => {
    await stage.start();
    const { client, daemon } = await stage.connect();
    client.send(ping);
    await until('the request', () => daemon.text === ping);
    daemon.socket.write(pong, () => daemon.reset());
    await until('the client is broken off', () => client.over !== null);
    expect([client.text, client.over]).toEqual([pong, 'ECONNRESET']);
  });
});

test('a client that does not read holds up the daemon, and nothing is lost', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  client.socket.pause();
  const piece = Buffer.alloc(256 * 1024, 'abcdefgh');
  let taken = 0;
  // Far more than all buffers on the way can hold.
  for (let count = 0; count < 200; count += 1) daemon.socket.write(piece, () => taken++);
  let before = -1;
  await until('nothing moves', () => {
    const still = taken === before && taken > 0;
    before = taken;
    return still;
  });
  expect(taken).toBeLessThan(150);
  client.socket.resume();
  await until('all of it', () => client.received.length === 200 * piece.length);
  expect(client.received.subarray(-8).toString()).toBe('abcdefgh');
  client.socket.end();
  daemon.socket.end();
  const events = await stage.recorded();
  const [connection] = events.flatMap((event) =>
    event.kind === 'connection-closed' ? [event.connection] : [],
  );
  expect(connection?.fromServer).toMatchObject({
    bytes: 200 * piece.length,
    missingBytes: 0,
    retransmittedBytes: 0,
    outOfOrderPackets: 0,
  });
});

test.each(['tcp', 'unix'] as const)(
  'much in both directions at once over %s is passed on and recorded byte for byte',
  async (kind) => {
    await stage.start({ listen: [kind === 'tcp' ? tcpEnd(0) : unixEnd(join(stage.folder, 'p.sock'))] });
    const { client, daemon } = await stage.connect();
    const up = randomBytes(8_000_000);
    const down = randomBytes(6_000_000);
    // Pieces of any size, down to one byte, so that reads end anywhere.
    const send = (peer: ScriptedPeer, bytes: Buffer, step: number): void => {
      for (let offset = 0; offset < bytes.length; ) {
        const length = 1 + ((offset * step) % 150_000);
        peer.send(bytes.subarray(offset, offset + length));
        offset += length;
      }
    };
    send(client, up, 7919);
    send(daemon, down, 104_729);
    await until('all of it', () => daemon.received.length === up.length);
    await until('all of it', () => client.received.length === down.length);
    expect([daemon.received.equals(up), client.received.equals(down)]).toEqual([true, true]);
    await stage.proxy.close();
    const recorded: Record<'up' | 'down', Buffer[]> = { up: [], down: [] };
    for (const event of new CaptureFileReader().push(new Uint8Array(readFileSync(stage.record)))) {
      if (event.kind !== 'packet' || (event.bytes[33]! & 0x02) !== 0) continue;
      const fromClient =
        event.bytes[20] !== daemonPort(stage) >> 8 || event.bytes[21] !== (daemonPort(stage) & 0xff);
      recorded[fromClient ? 'up' : 'down'].push(Buffer.from(event.bytes.subarray(40)));
    }
    expect(Buffer.concat(recorded.up).equals(up)).toBe(true);
    expect(Buffer.concat(recorded.down).equals(down)).toBe(true);
  },
);

/** The port that the daemon has in the record. */
function daemonPort({ proxy }: ProxyStage): number {
  const address = proxy.listening[0]?.address;
  return address?.kind === 'tcp' ? address.port : 2375;
}

test('both sides are asked by TCP whether they are still there, after 30 s of silence', async (context) => {
  if (spawnSync('ss', ['-V']).error !== undefined) context.skip('ss of iproute2 is not installed');
  await stage.start();
  const { client, daemon } = await stage.connect();
  client.send(ping);
  await until('the request', () => daemon.text === ping);
  daemon.send(pong);
  await until('the response', () => client.text === pong);
  const { stdout } = spawnSync('ss', ['-Htnop'], { encoding: 'utf8' });
  const proxyPort = daemonPort(stage);
  const kept = stdout.split('\n').filter((line) => /timer:\(keepalive,(2\d|30)/.test(line));
  expect(kept.some((line) => line.includes(`:${proxyPort} `))).toBe(true);
  expect(kept.some((line) => line.includes(`:${stage.targetPort} `))).toBe(true);
});

test('a protocol that nobody knows passes as it is', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) & 0xff));
  daemon.send(bytes);
  await until('the server speaks first', () => client.received.length === bytes.length);
  client.send(bytes.subarray(5));
  await until('the answer', () => daemon.received.length === bytes.length - 5);
  expect(client.received.equals(bytes)).toBe(true);
  expect(daemon.received.equals(bytes.subarray(5))).toBe(true);
});

test('HTTP/2 with prior knowledge passes as it is (d7)', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00';
  client.send(Buffer.from(preface, 'latin1'));
  await until('the preface', () => daemon.text === preface);
});

describe('a daemon that is not there', () => {
  test.each([
    { method: 'GET', body: 'a body', operation: 'SystemPing' },
    { method: 'HEAD', body: 'no body', operation: 'SystemPingHead' },
  ])('is a 502 for $method, with $body', async ({ method, operation }) => {
    await stage.startProxy({ target: tcpEnd(1) });
    const client = await stage.client();
    expect(client.received.length).toBe(0);
    client.send(`${method} /_ping HTTP/1.1\r\nHost: docker\r\n\r\n`);
    await until('the answer', () => client.ended);
    const [head = '', body] = client.text.split('\r\n\r\n');
    const message =
      'cannot reach the Docker daemon at tcp://127.0.0.1:1: connection refused; ' +
      'is the daemon running, and on this port?';
    const answer = `${JSON.stringify({ message: `dind-sniff ${message}` })}\n`;
    expect(head.split('\r\n')).toEqual([
      'HTTP/1.1 502 Bad Gateway',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(answer)}`,
      'Connection: close',
    ]);
    expect(body).toBe(method === 'HEAD' ? '' : answer);
    client.socket.end();
    expect(stage.told('daemon-unreachable')).toMatchObject([{ connection: 1, message }]);
    const [exchange] = exchangesOf(await stage.recorded());
    expect([exchange?.operation, exchange?.response?.status, exchange?.state]).toEqual([
      operation,
      502,
      'complete',
    ]);
  });

  test('lets a client send its whole upload before it reads', async () => {
    await stage.startProxy({ target: unixEnd(join(stage.folder, 'nobody.sock')) });
    const client = await stage.client();
    client.send('POST /v1.41/build HTTP/1.1\r\nHost: docker\r\nContent-Length: 20000000\r\n\r\n');
    await new Promise((resolve) => client.socket.write(Buffer.alloc(20_000_000), resolve));
    client.socket.end();
    await until('the answer', () => client.ended);
    expect(client.over).not.toBe('ECONNRESET');
    expect(client.text).toContain('there is no such socket');
  });
});

test('the record is a conversation that tshark and capinfos find nothing wrong with', async (context) => {
  if (spawnSync('tshark', ['--version']).status !== 0) {
    context.skip('tshark is not installed');
    return;
  }
  await stage.start({ listen: [tcpEnd(0), tcpEnd(0, '::1'), unixEnd(join(stage.folder, 'p.sock'))] });
  for (let index = 0; index < 3; index += 1) {
    const { client, daemon } = await stage.connect(index);
    client.send(ping);
    await until('the request', () => daemon.text === ping);
    daemon.send(`HTTP/1.1 200 OK\r\nContent-Length: 300001\r\n\r\n${'x'.repeat(300_001)}`);
    await until('the response', () => client.received.length > 300_001);
    client.socket.end();
    await until('the end', () => daemon.ended);
    daemon.socket.end();
    await until('both closed', () => client.over !== null && daemon.over !== null);
  }
  await stage.proxy.close();
  const tshark = (...args: readonly string[]): readonly string[] => {
    const checks = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
    const { stdout } = spawnSync('tshark', ['-n', '-r', stage.record, ...checks, ...args], {
      encoding: 'utf8',
    });
    return stdout.split('\n').filter((line) => line !== '');
  };
  const wrong = 'tcp.checksum.status != 1 || ip.checksum.status == 0 || tcp.analysis.flags || _ws.malformed';
  expect(tshark('-Y', wrong)).toEqual([]);
  const flags = tshark(
    '-Y',
    'tcp.flags.syn == 1 || tcp.flags.fin == 1',
    '-T',
    'fields',
    '-e',
    'tcp.stream',
    '-e',
    'tcp.flags',
  );
  expect(flags).toEqual(
    ['0', '1', '2'].flatMap((stream) =>
      ['0x0002', '0x0012', '0x0011', '0x0011'].map((value) => `${stream}\t${value}`),
    ),
  );
  expect(tshark('-Y', 'http.response', '-T', 'fields', '-e', 'http.response.code')).toEqual([
    '200',
    '200',
    '200',
  ]);
  const comments = tshark('-Y', 'tcp.flags == 2', '-T', 'fields', '-e', 'frame.comment');
  expect(comments[2]).toContain(`"listener":"unix://${join(stage.folder, 'p.sock')}"`);
  const order = spawnSync('capinfos', ['-o', '-T', '-r', stage.record], { encoding: 'utf8' }).stdout;
  expect(order).toContain('True');
});

test('a small exchange is in the file soon after it passed, while the connection stays open', async () => {
  await stage.start();
  const { client, daemon } = await stage.connect();
  client.send(ping);
  await until('the request', () => daemon.text === ping);
  daemon.send(pong);
  await until('the response', () => client.text === pong);
  const { readRecord } = await import('../../builders/proxy-peers.ts');
  await until('the exchange in the file', () =>
    exchangesOf(readRecord(stage.record)).some((exchange) => exchange.response !== null),
  );
});

test('200 connections at once and 2,000 in a row leave no descriptor behind', async () => {
  await stage.start();
  const descriptors = (): number => readdirSync('/proc/self/fd').length;
  const once = async (): Promise<void> => {
    const client = await stage.client();
    client.send(ping);
    client.socket.end();
    await until('it is over', () => client.over !== null);
  };
  // The daemon answers and closes by itself here.
  const answering = setInterval(() => {
    for (const daemon of stage.daemons) {
      if (daemon.ended && !daemon.socket.writableEnded) daemon.socket.end(pong);
    }
    if (stage.daemons.length > 500) stage.daemons.splice(0, stage.daemons.length - 250);
  }, 2);
  await once();
  const before = descriptors();
  await Promise.all(Array.from({ length: 200 }, once));
  for (let batch = 0; batch < 40; batch += 1) await Promise.all(Array.from({ length: 50 }, once));
  clearInterval(answering);
  await until('all are closed', () => stage.proxy.counts().open === 0);
  await until('no descriptor is left', () => descriptors() <= before + 1);
  expect(stage.proxy.counts().connections).toBe(2201);
});
