import { describe, expect, test } from 'vitest';
import { daemonIsNotDockerd } from '../../../../src/diagnosis/rules/version/daemon-is-not-dockerd.ts';
import type { HeaderField } from '../../../../src/model/header-field.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, response } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand', () => {
  const judge = (...headers: HeaderField[]) =>
    daemonIsNotDockerd.judge(
      trafficOf([
        exchange({
          response: response(200, { headers }),
          docker: dockerFacts({ daemon: { version: '5.4.2', os: 'linux', apiVersion: '1.41' } }),
        }),
      ]),
    );

  test('Podman', () => {
    const found = judge(['Server', 'Libpod/5.4.2 (linux)'], ['Libpod-Api-Version', '5.4.2']);
    expect(found).toMatchObject([
      {
        message: 'What answers at 172.17.0.2:2375 is Podman 5.4.2 (Docker API 1.41), not dockerd.',
        certainty: 'sure',
      },
    ]);
  });

  test('another program is a hint', () => {
    expect(judge(['Server', 'socktainer'], ['Api-Version', '1.41'])).toMatchObject([{ certainty: 'hint' }]);
  });

  test.each<[string, HeaderField[]]>([
    ['dockerd', [['Server', 'Docker/29.0.0 (linux)']]],
    [
      'a web server in between',
      [
        ['Server', 'nginx'],
        ['Via', '1.1 nginx'],
        ['Api-Version', '1.41'],
      ],
    ],
    ['nobody', []],
  ])('%s', (_name, headers) => {
    expect(judge(...headers)).toEqual([]);
  });
});

test('a real dockerd', async () => {
  const traffic = await captured('fixtures/exec/capture.pcapng');
  expect(daemonIsNotDockerd.judge(evidence({ traffic }))).toEqual([]);
});
