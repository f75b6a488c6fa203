import { describe, expect, test } from 'vitest';
import { readVersionRefusal, versionIssue } from '../../../src/docker/operations/versions.ts';

describe('refusals, in the words of daemons', () => {
  test.each([
    [
      'client version 1.22 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version',
      { reason: 'too-old', asked: '1.22', limit: '1.24' },
    ],
    [
      'client is too old, minimum supported API version is 1.12, please upgrade your client to a newer version',
      { reason: 'too-old', asked: null, limit: '1.12' },
    ],
    [
      'client version 1.99 is too new. Maximum supported API version is 1.41',
      { reason: 'too-new', asked: '1.99', limit: '1.41' },
    ],
    [
      'client is newer than server (client API version: 1.24, server API version: 1.22)',
      { reason: 'too-new', asked: '1.24', limit: '1.22' },
    ],
    [
      "client and server don't have same version (client : 1.19, server: 1.18)",
      { reason: 'too-new', asked: '1.19', limit: '1.18' },
    ],
    ['No such container: web', null],
  ])('%s', (message, refusal) => {
    expect(readVersionRefusal(message)).toEqual(refusal);
  });

  test('become issues', () => {
    expect(versionIssue('client version 1.99 is too new. Maximum supported API version is 1.41', 5)).toEqual({
      kind: 'issue',
      code: 'docker/api-version-too-new',
      message: 'the client asked for API version 1.99, the daemon takes 1.41 and older',
      at: 5,
    });
    expect(versionIssue('page not found', 5)).toBeNull();
  });
});
