import type { Issue, IssueCodes } from '../layer/issue.ts';
import type { Timestamp } from '../layer/origin.ts';

export const dockerIssueCodes = {
  'docker/malformed-target': 'A request target has percent-escapes or parameters that Go would refuse.',
  'docker/api-version-too-old': 'The daemon refused the API version of a request as too old.',
  'docker/api-version-too-new': 'The daemon refused the API version of a request as too new.',
  'docker/credentials-unreadable':
    'A header with registry credentials is not base64 of JSON, or only in part.',
  'docker/credentials-unexpected': 'Registry credentials have a shape that the daemon would not take.',
  'docker/build-query-unreadable': 'A parameter of a build does not hold the JSON that it should.',
  'docker/json-garbage': 'A stream of JSON values holds bytes that are not JSON.',
  'docker/json-value-too-large': 'A JSON value is larger than what is read; it was passed over.',
} as const satisfies IssueCodes;

export type DockerIssueCode = keyof typeof dockerIssueCodes;

/** `message` is one sentence, safe to print: it never quotes a secret, nor bytes of the wire. */
export function dockerIssue(
  code: DockerIssueCode,
  message: string,
  at: Timestamp | null,
  offset?: number,
): Issue {
  return { kind: 'issue', code, message, at, ...(offset === undefined ? {} : { offset }) };
}
