import type { IssueCodes } from '../layer/issue.ts';

export const tcpIssueCodes = {
  'tcp/header-invalid': 'A TCP header is cut off or contradicts the length of its packet.',
  'tcp/overlap-differs': 'Two copies of the same bytes differ; the one that was captured first is used.',
  'tcp/out-of-window': 'A segment lies further from its stream than any window allows; it is not used.',
  'tcp/jump': 'A stream goes on far from where it was; what lies between is lost.',
  'tcp/data-after-end': 'Bytes were sent behind the end (FIN) of their own direction; they are not used.',
  'tcp/reset-ignored': 'A RST lies outside the window of its connection, which stays open.',
  'tcp/late-start': 'A SYN was captured behind later bytes; those between came too late to be used.',
  'tcp/urgent-data': 'Urgent data was sent; it is read as ordinary bytes in its place.',
} as const satisfies IssueCodes;

export type TcpIssueCode = keyof typeof tcpIssueCodes;
