import { expect, test } from 'vitest';
import { dindNeverStarted } from '../../../../src/diagnosis/rules/connect/dind-never-started.ts';
import type { DaemonProbe } from '../../../../src/model/daemon-probe.ts';
import { daemonProbe, evidence, probedDoor } from '../../../builders/evidence.ts';

const judge = (fields: Partial<DaemonProbe>) =>
  dindNeverStarted.judge(evidence({ probe: daemonProbe(fields) }));
const refused = (address: string) => probedDoor(address, { error: 'ECONNREFUSED' });
const ports = [refused('tcp://docker:2375'), refused('tcp://docker:2376')];
const unresolved = {
  resolution: { addresses: [], error: 'ENOTFOUND' },
  doors: [refused('tcp://127.0.0.1:2375')],
};

test.each<[string, Partial<DaemonProbe>, string]>([
  ['neither port opens', { doors: ports }, 'Nothing has opened on docker:2375 or 2376.'],
  [
    'nor after a wait',
    { doors: ports, waited: { forMs: 60_000, answered: false } },
    'Nothing has opened on docker:2375 or 2376 for 1 m 00 s.',
  ],
  [
    'a name that never came',
    { ...unresolved, waited: { forMs: 60_000, answered: false } },
    'The name "docker" has not come up for 1 m 00 s.',
  ],
  [
    'a socket that nobody listens on',
    { address: 'unix:///d.sock', host: null, resolution: null, doors: [refused('unix:///d.sock')] },
    'Nobody listens on the socket /d.sock: its daemon has ended.',
  ],
  [
    'no socket and nothing elsewhere',
    {
      address: 'unix:///d.sock',
      host: null,
      resolution: null,
      doors: [probedDoor('unix:///d.sock', { error: 'ENOENT' }), refused('tcp://127.0.0.1:2375')],
    },
    'There is no socket /d.sock, and no daemon listens on docker or on localhost.',
  ],
])('%s', (_name, fields, message) => {
  expect(judge(fields)).toEqual([expect.objectContaining({ message })]);
});

test('nothing where a door opens, or where a name that is none has not been waited for', () => {
  expect(judge({ doors: [ports[0]!, probedDoor('tcp://docker:2376', { speaks: 'tls' })] })).toEqual([]);
  expect(judge({ doors: [probedDoor('unix:///d.sock', { error: 'EACCES' })] })).toEqual([]);
  expect(judge(unresolved)).toEqual([]);
  expect(judge({ ...unresolved, resolution: { addresses: [], error: 'EAI_AGAIN' } })).toBeNull();
  expect(judge({ doors: [] })).toBeNull();
});

test('on this machine the fix is another than for a service', () => {
  const here = daemonProbe({ doors: ports, resolution: { addresses: ['127.0.0.1'], error: null } });
  expect(dindNeverStarted.judge(evidence({ probe: here }))?.[0]?.fix).toMatch(/^Start the daemon/);
  expect(judge({ doors: ports })?.[0]?.fix).toBeUndefined();
});
