import type { IssueCodes } from '../layer/issue.ts';

export const hijackIssueCodes = {
  'hijack/bad-frame-header': 'A frame of the multiplexed stream has no valid header; the rest is shown raw.',
  'hijack/frame-cut': 'The stream ended inside a frame.',
  'hijack/skipped': 'After lost bytes, what came before the next plausible frame was skipped.',
  'hijack/websocket-broken': 'A websocket frame breaks RFC 6455; the rest of this side was not read.',
} as const satisfies IssueCodes;
