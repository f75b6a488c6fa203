import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PcapngWriter } from '../../../../src/capture/file/pcapng/pcapng-writer.ts';
import { ascii, concat, hex } from '../../../builders/bytes.ts';
import { ethernet, ipv4, tcp } from '../../../builders/packet.ts';
import { readPieces } from '../read-pieces.ts';

const first = ethernet(ipv4(tcp(ascii('GET /_ping HTTP/1.1\r\n\r\n'))));
const second = ethernet(
  ipv4(tcp(ascii('HTTP/1.1 200 OK\r\n\r\n'), { sourcePort: 2375, destinationPort: 40_000 })),
);
const start = 1_700_000_000_000_000;

function capture(): Uint8Array {
  const writer = new PcapngWriter();
  return concat(
    writer.sectionHeader({ application: 'dind-sniff 0.1.0', os: 'Linux', hardware: 'test', comment: 'note' }),
    writer.interfaceDescription({
      linkType: 1,
      snapLength: 0,
      name: 'lo',
      description: 'Loopback',
      filter: 'tcp port 2375',
      timeDigits: 9,
    }),
    writer.interfaceDescription({ linkType: 1, snapLength: 65_535, timeDigits: 6 }),
    writer.decryptionSecrets(0x544c534b, ascii('CLIENT_RANDOM 00 11\n')),
    writer.packet({
      interfaceId: 0,
      at: start + 0.25,
      bytes: first,
      originalLength: first.length,
      comment: 'request',
      flags: 1,
    }),
    writer.packet({
      interfaceId: 1,
      at: start + 1_500,
      bytes: second.subarray(0, 60),
      originalLength: second.length,
    }),
    writer.interfaceStatistics({
      interfaceId: 0,
      at: start + 2_000,
      received: 9,
      droppedByInterface: 2,
      droppedByOs: 1,
    }),
  );
}

test('an interface block, byte by byte (section 4.2)', () => {
  const block = new PcapngWriter().interfaceDescription({
    linkType: 276,
    snapLength: 0x40000,
    name: 'any',
    timeDigits: 9,
  });
  expect(block).toEqual(
    hex(`01000000 28000000 14010000 00000400
         02000300 616e7900 09000100 09000000 00000000 28000000`),
  );
});

test('a packet block, byte by byte (section 4.3)', () => {
  const block = new PcapngWriter().packet({
    interfaceId: 1,
    at: 2 ** 32 + 5,
    bytes: hex('aabbcc'),
    originalLength: 9,
  });
  expect(block).toEqual(
    hex('06000000 24000000 01000000 01000000 05000000 03000000 09000000 aabbcc00 24000000'),
  );
});

test('our reader reads what was written', () => {
  expect(readPieces([capture()])).toEqual([
    { kind: 'capture-section', hardware: 'test', os: 'Linux', application: 'dind-sniff 0.1.0' },
    { kind: 'capture-comment', about: 'section', text: 'note', at: null },
    {
      kind: 'capture-interface',
      interfaceId: 0,
      linkType: 1,
      snapLength: 0,
      name: 'lo',
      description: 'Loopback',
      filter: 'tcp port 2375',
      os: null,
    },
    {
      kind: 'capture-interface',
      interfaceId: 1,
      linkType: 1,
      snapLength: 65_535,
      name: null,
      description: null,
      filter: null,
      os: null,
    },
    { kind: 'capture-secrets', secretsType: 0x544c534b, bytes: ascii('CLIENT_RANDOM 00 11\n') },
    { kind: 'capture-comment', about: 'packet', text: 'request', at: start + 0.25 },
    {
      kind: 'packet',
      bytes: first,
      originalLength: first.length,
      at: start + 0.25,
      linkType: 1,
      interfaceId: 0,
    },
    {
      kind: 'packet',
      bytes: second.slice(0, 60),
      originalLength: second.length,
      at: start + 1_500,
      linkType: 1,
      interfaceId: 1,
    },
    {
      kind: 'capture-drops',
      interfaceId: 0,
      at: start + 2_000,
      received: 9,
      accepted: null,
      droppedByInterface: 2,
      droppedByOs: 1,
    },
  ]);
});

test('a text longer than an option can be is cut', () => {
  const block = new PcapngWriter().sectionHeader({ comment: 'x'.repeat(70_000) });
  expect(readPieces([block])[1]).toMatchObject({ text: 'x'.repeat(65_535) });
});

const hasTshark = spawnSync('tshark', ['--version']).error === undefined;

describe.skipIf(!hasTshark)('tshark and capinfos (need tshark) read what was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-writer-'));
  const path = join(folder, 'written.pcapng');
  writeFileSync(path, capture());
  afterAll(() => rmSync(folder, { recursive: true }));

  test('packets, times, lengths, comments and drops', () => {
    const fields = [
      'frame.time_epoch',
      'frame.cap_len',
      'frame.len',
      'frame.interface_id',
      'frame.comment',
      'tcp.port',
    ];
    const output = execFileSync(
      'tshark',
      ['-n', '-r', path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    expect(
      output
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')),
    ).toEqual([
      ['1700000000.000000250', '77', '77', '0', 'request', '40000,2375'],
      ['1700000000.001500000', '60', '73', '1', '', '2375,40000'],
    ]);
  });

  test('section and interfaces', () => {
    const output = execFileSync('capinfos', [path], { encoding: 'utf8' });
    expect(output).toContain('dind-sniff 0.1.0');
    expect(output).toMatch(/Number of packets: +2\n/);
    expect(output).toMatch(/Filter string = tcp port 2375/);
    expect(output).toMatch(/Number of stat entries = 1/);
  });
});
