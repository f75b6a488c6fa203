import { expect, test } from 'vitest';
import { doctorJson } from '../../../src/views/doctor/json.ts';
import { consultation } from './consultation.ts';

const diagnosis = { findings: [], judged: 3, notJudged: ['context-huge'] };

test('what docs/doctor.md says', () => {
  const document = JSON.parse(doctorJson(consultation(), diagnosis, '1.2.3')) as Record<string, unknown>;
  expect(Object.keys(document)).toEqual([
    'type',
    'version',
    'works',
    'daemon',
    'steps',
    'findings',
    'notJudged',
    'probe',
    'environment',
    'cli',
  ]);
  expect(document).toMatchObject({
    type: 'doctor',
    version: '1.2.3',
    works: true,
    daemon: { address: 'tcp://docker:2376', tls: true, certificates: '/certs/client' },
    probe: { version: { apiVersion: '1.52' } },
    cli: { version: '28.2.2' },
  });
});

test('its texts are safe', () => {
  const text = doctorJson(
    consultation({ resolution: { addresses: ['\u009b31m'], error: null } }),
    diagnosis,
    '1',
  );
  expect(text).not.toContain('\u009b');
});
