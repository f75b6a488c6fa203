import type { IssueCodes } from '../layer/issue.ts';

export const linkIssueCodes = {
  'link/unknown-link-type':
    'Packets of a link type that is not read; told once for each link type, then counted.',
} as const satisfies IssueCodes;

export type LinkIssueCode = keyof typeof linkIssueCodes;
