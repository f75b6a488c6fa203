import type { IssueCodes } from '../layer/issue.ts';

export const captureIssueCodes = {
  'capture/not-a-capture': 'The first bytes are neither pcap nor pcapng; nothing was read.',
  'capture/empty': 'There are no bytes at all; nothing was read.',
  'capture/cut': 'The capture ends in the middle of a record; everything before it was read.',
  'capture/corrupt': 'A record contradicts itself, so the next one cannot be found; reading ended there.',
  'capture/gzip-cut': 'The gzip file ends early; what could be decompressed was read.',
  'capture/gzip-corrupt': 'The gzip data is damaged; what could be decompressed before that was read.',
  'capture/unknown-interface':
    'A packet names an interface that its section does not describe; it was left out.',
  'capture/no-time': 'A packet has no time of its own; the time of the one before it was taken.',
  'capture/time-out-of-range': 'A packet has an impossible time; the time of the one before it was taken.',
  'capture/bad-option': 'The options of a block do not fit into it; those before were read.',
  'capture/snap-length': 'A live capture cut the end of a packet off; the bytes are a gap of its connection.',
} as const satisfies IssueCodes;

export type CaptureIssueCode = keyof typeof captureIssueCodes;
