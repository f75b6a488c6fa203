import { expect, test } from 'vitest';
import { toCaptureOpenError } from '../../../src/capture/file/capture-open-error.ts';

const cases = [
  { code: 'ENOENT', reason: 'missing', message: 'cannot read a.pcap: there is no such file; check the path' },
  {
    code: 'ENOTDIR',
    reason: 'missing',
    message: 'cannot read a.pcap: there is no such file; check the path',
  },
  {
    code: 'EISDIR',
    reason: 'directory',
    message: 'cannot read a.pcap: it is a directory; name a capture file in it',
  },
  {
    code: 'EACCES',
    reason: 'not-permitted',
    message: 'cannot read a.pcap: permission denied; a capture belongs to who recorded it, often root',
  },
  { code: 'EIO', reason: 'unreadable', message: 'cannot read a.pcap: EIO happened' },
] as const;

test.each(cases)('$code', ({ code, reason, message }) => {
  const cause = Object.assign(new Error(`${code} happened`), { code });
  expect(toCaptureOpenError('a.pcap', cause)).toMatchObject({ reason, message, cause });
});

test('a file name cannot command the terminal', () => {
  const cause = Object.assign(new Error(''), { code: 'ENOENT' });
  expect(toCaptureOpenError('\x1b[2Ja\nb\x9b', cause).message).toMatch(/^cannot read \?\[2Ja\?b\?: there/);
});
