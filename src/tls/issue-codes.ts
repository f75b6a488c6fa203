import type { IssueCodes } from '../layer/issue.ts';

export const tlsIssueCodes = {
  'tls/bad-hello': 'A ClientHello or ServerHello cannot be read.',
  'tls/records-lost':
    'Lost bytes hide where the next TLS record begins; this side is only counted from here.',
} as const satisfies IssueCodes;
