import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CaptureFileReader } from '../../../src/capture/file/capture-file-reader.ts';
import { socketOwners } from '../../../src/capture/proxy/client-process.ts';
import { readConnectionNote } from '../../../src/capture/proxy/record/connection-note.ts';
import {
  exchangesOf,
  fileBytes,
  ProxyStage,
  readRecord,
  tcpEnd,
  unixEnd,
  until,
} from '../../builders/proxy-peers.ts';

describe('the output of ss -H -x -t -n -p', () => {
  test.each([
    {
      title: 'a unix client is found by the inode at the other end',
      line: 'u_str ESTAB 0      0    * 567250 * 567251 users:(("docker",pid=3717,fd=5))',
      key: '567251',
      owner: { pid: 3717, name: 'docker' },
    },
    {
      title: 'a TCP client by its address and our port',
      line: 'tcp   ESTAB 0      0      127.0.0.1:56378 127.0.0.1:2375 users:(("socat",pid=3718,fd=5))',
      key: '127.0.0.1 56378 2375',
      owner: { pid: 3718, name: 'socat' },
    },
    {
      title: 'one over IPv6',
      line: 'tcp   ESTAB 0      0      [::1]:56378 [::1]:2375 users:(("curl",pid=9,fd=5))',
      key: '::1 56378 2375',
      owner: { pid: 9, name: 'curl' },
    },
    {
      title: 'one over IPv4 on a socket for both',
      line: 'tcp   ESTAB 0      0      [::ffff:127.0.0.1]:56378 [::ffff:127.0.0.1]:2375 users:(("curl",pid=9,fd=5))',
      key: '127.0.0.1 56378 2375',
      owner: { pid: 9, name: 'curl' },
    },
  ])('$title', ({ line, key, owner }) => {
    expect(socketOwners(`${line}\n`).get(key)).toEqual(owner);
  });

  test('lines without a process, and of anything else, are passed over', () => {
    const output = 'u_str ESTAB 0 0 * 1 * 2\nnonsense\n\ntcp ESTAB 0 0 here there users:(("x",pid=1,fd=2))\n';
    expect(socketOwners(output).size).toBe(0);
  });
});

describe('the record names the process that connected', () => {
  let stage: ProxyStage;
  beforeEach(() => {
    stage = new ProxyStage();
  });
  afterEach(() => stage.end());

  test.each(['tcp', 'unix'] as const)('over %s', async (kind) => {
    if (spawnSync('ss', ['-V']).error !== undefined) return;
    const path = join(stage.folder, 'p.sock');
    await stage.start({ listen: [kind === 'tcp' ? tcpEnd(0) : unixEnd(path)] });
    const { address } = stage.proxy.listening[0] ?? {};
    const where = address?.kind === 'tcp' ? `${address.port}, '127.0.0.1'` : JSON.stringify(path);
    const script = `const s = require('net').connect(${where}); s.write('GET /_ping HTTP/1.1\\r\\n\\r\\n'); s.on('end', () => s.end()); s.resume()`;
    const child = spawn(process.execPath, ['-e', script]);
    await until('it connects', () => stage.daemons[0]?.text === 'GET /_ping HTTP/1.1\r\n\r\n');
    // The look at all processes goes on in the background.
    await new Promise((resolve) => setTimeout(resolve, 500));
    stage.daemons[0]?.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK');
    stage.daemons[0]?.socket.end();
    await until('it is over', () => stage.proxy.counts().open === 0);
    await stage.proxy.close();
    const reader = new CaptureFileReader();
    const notes = reader.push(fileBytes(stage.record)).flatMap((event) => {
      const note = event.kind === 'capture-comment' ? readConnectionNote(event.text) : null;
      return note?.pid === undefined ? [] : [note];
    });
    expect(notes).toEqual([
      { pid: child.pid, command: `${process.execPath} -e ${script}`.replace(/[\r\n]/g, '?') },
    ]);
    const [exchange] = exchangesOf(readRecord(stage.record));
    expect(exchange?.proxied).toMatchObject({ pid: child.pid, command: process.execPath });
    if (kind === 'unix')
      expect([exchange?.client, exchange?.server]).toEqual([path, `127.0.0.1:${stage.targetPort}`]);
  });
});
