import { expect, test } from 'vitest';
import { daemonOpenWithoutAuth } from '../../../../src/diagnosis/rules/security/daemon-open-without-auth.ts';
import { daemonProbe, evidence, probedDoor } from '../../../builders/evidence.ts';

const open = probedDoor('tcp://docker:2375', { speaks: 'http', status: 200 });
const judge = (doors = [open], address = '172.18.0.3') =>
  daemonOpenWithoutAuth.judge(
    evidence({ probe: daemonProbe({ doors, resolution: { addresses: [address], error: null } }) }),
  );

test('who can reach it is root', () => {
  expect(judge()).toEqual([
    { message: 'Anyone on this network can be root on docker:2375: it asks for no certificate.' },
  ]);
});

test('also beside the port with TLS that the client uses', () => {
  expect(judge([probedDoor('tcp://docker:2376', { speaks: 'tls' }), open])).toHaveLength(1);
});

test('nothing on loopback, behind TLS, or where somebody is refused', () => {
  expect(judge([open], '127.0.0.1')).toEqual([]);
  expect(judge([probedDoor('tcp://docker:2376', { speaks: 'tls' })])).toEqual([]);
  expect(judge([{ ...open, status: 403 }])).toEqual([]);
});

test('not judged for a socket', () => {
  const probe = daemonProbe({ host: null, doors: [probedDoor('unix:///d.sock')] });
  expect(daemonOpenWithoutAuth.judge(evidence({ probe }))).toBeNull();
});
