import type { IssueCodes } from '../layer/issue.ts';

export const netIssueCodes = {
  'net/not-ip': 'A packet that should be IP has another version number; it was left out.',
  'net/header-cut': 'The snap length or the end of the frame cuts an IP header; the packet was left out.',
  'net/header-corrupt': 'Lengths in an IP header contradict each other; the packet was left out.',
  'net/fragment-corrupt': 'A fragment cannot belong to any datagram; it was left out.',
  'net/fragment-overlap': 'Fragments of a datagram overlap; the bytes that came first were kept.',
  'net/fragments-incomplete': 'A datagram was given up because fragments of it are missing.',
  'net/fragments-limit': 'A datagram was given up because too much waited for missing fragments.',
} as const satisfies IssueCodes;

export type NetIssueCode = keyof typeof netIssueCodes;
