import { expect, test } from 'vitest';
import { socketPermissionDenied } from '../../../../src/diagnosis/rules/connect/socket-permission-denied.ts';
import type { JobEnvironment } from '../../../../src/model/job-environment.ts';
import { daemonProbe, evidence, foundFile, jobEnvironment, probedDoor } from '../../../builders/evidence.ts';

const path = '/var/run/docker.sock';
const judge = (error: string | null, environment: JobEnvironment | null = null) =>
  socketPermissionDenied.judge(
    evidence({
      probe: daemonProbe({
        address: `unix://${path}`,
        host: null,
        resolution: null,
        doors: [probedDoor(`unix://${path}`, { error })],
      }),
      environment,
    }),
  );
const socket = foundFile({ type: 'socket', mode: 0o660, gid: 998 });

test('who owns it, and who we are', () => {
  expect(judge('EACCES', jobEnvironment({ files: { [path]: socket } }))).toEqual([
    {
      message:
        '/var/run/docker.sock belongs to uid 0 and gid 998 with mode 0660; this job runs as uid 1000 with gids 1000.',
      fix: expect.stringContaining('--group-add 998'),
    },
  ]);
});

test('a member of the group lacks the mode, not the group', () => {
  const environment = jobEnvironment({ gids: [1000, 998], files: { [path]: { ...socket, mode: 0o600 } } });
  expect(judge('EACCES', environment)?.[0]?.fix).toMatch(/^Give the group of the socket/);
});

test('without the file there is still the refusal', () => {
  expect(judge('EACCES')).toEqual([{ message: `This user may not open ${path}, or a folder above it.` }]);
});

test('nothing for a socket that opens or is not there; not judged for TCP', () => {
  expect(judge(null)).toEqual([]);
  expect(judge('ENOENT')).toEqual([]);
  const tcp = daemonProbe({ doors: [probedDoor('tcp://docker:2375')] });
  expect(socketPermissionDenied.judge(evidence({ probe: tcp }))).toBeNull();
});
