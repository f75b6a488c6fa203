import { expect, it } from 'vitest';
import { streamsMaker } from '../../../src/views/view-model/detail-streams.ts';
import { NOTHING_ASKED } from '../../../src/views/view-model/tab-answer.ts';
import { exchange } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

it('streams count their bytes', () => {
  const streams = {
    stdin: null,
    stdout: { bytes: 1500, sha256: null },
    stderr: { bytes: 0, sha256: 'ab' },
    raw: null,
  };
  const text = paneText(
    streamsMaker(
      exchange({
        hijack: {
          protocol: 'tcp',
          clientBytes: 3,
          serverBytes: 1516,
          clientPauses: [],
          serverPauses: [],
          streams,
        },
      }),
      NOTHING_ASKED,
    ),
  );
  expect(text).toContain('handed over by an upgrade to tcp');
  expect(text).toMatch(/stdout +1,500 +container to client/);
  expect(text).not.toContain('stdin');
});

it('streams that carry a connection are hidden until secrets are to be shown', () => {
  const bytes = Buffer.from('PRI * HTTP/2.0 password');
  const pieces = [{ name: 'stdin', at: 0, length: bytes.length }] as const;
  const content = { bytes, cut: false, pieces, json: null, secret: true };
  const maker = streamsMaker(exchange(), { kind: 'content', content });
  for (const form of ['pretty', 'text', 'hex'] as const) {
    expect(paneText(maker, { form })).toContain('It may hold secrets. p shows it.');
    expect(paneText(maker, { form })).not.toMatch(/PRI|50 52 49/);
  }
  expect(paneText(maker, { revealed: true })).toContain('password');
});
