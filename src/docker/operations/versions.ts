import type { Issue } from '../../layer/issue.ts';
import type { Timestamp } from '../../layer/origin.ts';
import { dockerIssue } from '../issue-codes.ts';

/** What the daemon said when it refused a request for its API version. */
export interface VersionRefusal {
  readonly reason: 'too-old' | 'too-new';
  /** Version that the client asked for; null where the message does not tell. */
  readonly asked: string | null;
  /** The daemon's lowest version for `too-old`, its highest for `too-new`. */
  readonly limit: string;
}

const NUMBER = '(\\d+(?:\\.\\d+)*)';

// moby's daemon/server/middleware/version.go, and the words of daemons before 1.13 and of old clients.
const refusals: readonly { readonly reason: VersionRefusal['reason']; readonly pattern: RegExp }[] = [
  {
    reason: 'too-old',
    pattern: new RegExp(
      `client (?:version ${NUMBER} )?is too old[.,] minimum supported API version is ${NUMBER}`,
      'i',
    ),
  },
  {
    reason: 'too-new',
    pattern: new RegExp(
      `client version ${NUMBER} is too new\\. Maximum supported API version is ${NUMBER}`,
      'i',
    ),
  },
  {
    reason: 'too-new',
    pattern: new RegExp(
      `client (?:and server don't have same version|is newer than server) \\(client(?: API version)? ?: ${NUMBER}, server(?: API version)?: ${NUMBER}\\)`,
      'i',
    ),
  },
];

/** Reads an error's message; null where it is about something else. */
export function readVersionRefusal(message: string): VersionRefusal | null {
  for (const { reason, pattern } of refusals) {
    const found = pattern.exec(message);
    if (found !== null) return { reason, asked: found[1] ?? null, limit: found[2] ?? '' };
  }
  return null;
}

/** The refusal as an issue; null for any other message. */
export function versionIssue(message: string, at: Timestamp | null): Issue | null {
  const refusal = readVersionRefusal(message);
  if (refusal === null) return null;
  const asked = refusal.asked === null ? 'its API version' : `API version ${refusal.asked}`;
  return refusal.reason === 'too-old'
    ? dockerIssue(
        'docker/api-version-too-old',
        `the client asked for ${asked}, the daemon takes ${refusal.limit} and newer`,
        at,
      )
    : dockerIssue(
        'docker/api-version-too-new',
        `the client asked for ${asked}, the daemon takes ${refusal.limit} and older`,
        at,
      );
}
