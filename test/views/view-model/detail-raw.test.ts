import { expect, test } from 'vitest';
import { rawMaker } from '../../../src/views/view-model/detail-raw.ts';
import type { PaneView } from '../../../src/views/view-model/pane.ts';
import type { Raw, RawPiece } from '../../../src/views/view-model/raw.ts';
import { asciiSymbols } from '../../../src/views/view-model/symbols.ts';
import { AT, exchange } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

const bytes = (from: 'client' | 'server', text: string, masked: string | null = null): RawPiece => ({
  kind: 'bytes',
  from,
  at: AT,
  bytes: Buffer.from(text, 'latin1'),
  masked: masked === null ? null : Buffer.from(masked),
});

function shown(
  pieces: readonly RawPiece[],
  view: Partial<PaneView> = {},
  left: Partial<Raw['left']> = {},
): string {
  const raw = { pieces, left: { client: 0, server: 0, ...left } };
  return paneText(rawMaker(exchange(), { kind: 'raw', raw }), view);
}

test('both sides stand in the order they came, each line with who sent it', () => {
  const text = shown([
    bytes('client', 'GET / HTTP/1.1\r\nHost: d\r\n\r\n'),
    bytes('server', 'HTTP/1.1 200 OK\r\n\r\n'),
    bytes('server', 'OK'),
  ]);
  expect(text.split('\n')).toEqual([
    ' 27 bytes from the client, 21 bytes from the daemon, as they came.',
    '',
    ' client  10:31:02.123, 27 bytes',
    ' → GET / HTTP/1.1',
    ' → Host: d',
    ' →',
    '',
    ' daemon  10:31:02.123, 21 bytes',
    ' ← HTTP/1.1 200 OK',
    ' ←',
    ' ← OK',
  ]);
});

test('what is no text is shown in hexadecimal, with its place in what its side sent', () => {
  const text = shown([bytes('client', 'PUT\r\n'), bytes('client', '\0\x01tar\0')]);
  expect(text).toContain(' → 000005  00 01 74 61 72 00                                |..tar.|');
  expect(shown([bytes('client', '\0\x01tar\0')], { form: 'text' })).toContain(' → \\0\\x01tar\\0');
  expect(shown([bytes('client', 'GET')], { form: 'hex' })).toContain('47 45 54');
});

test('secrets are masked until they are to be shown', () => {
  const pieces = [
    bytes('client', 'X-Registry-Auth: hunter2\r\n', 'X-Registry-Auth: ••••\r\n'),
    bytes('client', '{"password":"hunter2"}', ''),
  ];
  for (const form of ['pretty', 'text', 'hex'] as const) {
    const text = shown(pieces, { form });
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('68 75 6e 74');
    expect(text).toContain('p shows what is masked');
    expect(text).toContain('•••• 22 bytes that may hold secrets');
  }
  expect(shown(pieces)).toContain('X-Registry-Auth: ••••');
  expect(shown(pieces, { symbols: asciiSymbols })).toContain('X-Registry-Auth: ****');
  expect(shown(pieces, { revealed: true })).toContain('{"password":"hunter2"}');
});

test('what is missing, and what is left out, is said', () => {
  const gap = (missing: number): RawPiece => ({ kind: 'gap', from: 'server', at: AT, missing });
  const text = shown([bytes('server', 'a'), gap(1448), bytes('server', 'b'), gap(0)], {}, { server: 5000 });
  expect(text).toContain(' ← … 1,448 bytes missing …');
  expect(text).toContain(' ← … bytes may be missing …');
  expect(text).toContain('5,000 bytes more from the daemon; w saves all of it.');
});

test('a long line goes on beneath itself, and nothing in it moves the cursor', () => {
  const text = shown([bytes('client', `${'q'.repeat(200)}\x1b[2J`)], { width: 80 });
  expect(text.match(/q/g)).toHaveLength(200);
  expect(text).toContain('\\x1b[2J');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(80);
});

test('of HTTP/2 it is said what is shown', () => {
  const raw = { pieces: [], left: { client: 0, server: 0 } };
  const text = paneText(rawMaker(exchange({ stream: 3 }), { kind: 'raw', raw }));
  expect(text).toContain('the frames of stream 3');
});
