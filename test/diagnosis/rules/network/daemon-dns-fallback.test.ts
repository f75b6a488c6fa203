import { expect, test } from 'vitest';
import { daemonDnsFallback } from '../../../../src/diagnosis/rules/network/daemon-dns-fallback.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import { built } from '../../../builders/engine-calls.ts';
import { daemonProbe, evidence } from '../../../builders/evidence.ts';
import { step } from '../../../builders/exchange.ts';

const judge = (output: string, nameServer: string | null) =>
  daemonDnsFallback.judge(
    evidence({
      traffic: new Traffic([built({ steps: [step({ output })] })], []),
      probe:
        nameServer === null
          ? null
          : daemonProbe({ local: { interface: null, mtu: null, nameServers: [nameServer] } }),
    }),
  );

test.each([
  'curl: (6) Could not resolve host: nexus.corp',
  "wget: bad address 'nexus.corp'",
  'npm error getaddrinfo ENOTFOUND nexus.corp',
  "Temporary failure resolving 'nexus.corp'",
])('a step that could not resolve a name: %s', (line) => {
  expect(judge(`Step\n${line}\nmore`, '127.0.0.11')).toEqual([
    {
      message: `A build step could not resolve a name (${line}). Containers inside dind use 8.8.8.8, because dind itself only knows 127.0.0.11.`,
      exchanges: [5],
    },
  ]);
});

test('without a probe, the address that was asked tells', () => {
  const line = 'lookup nexus.corp on 8.8.8.8:53: no such host';
  expect(judge(line, null)).toEqual([
    { message: expect.stringContaining(`Docker's fallback name server in vain (${line})`), exchanges: [5] },
  ]);
  expect(judge('lookup nexus.corp on 10.0.0.2:53: no such host', null)).toEqual([]);
});

test('nothing where all resolves, or the name server is another', () => {
  expect(judge('all is well', '127.0.0.11')).toEqual([]);
  expect(judge('Could not resolve host: nexus.corp', '10.0.0.2')).toEqual([]);
});

test('not judged without a build', () => {
  const traffic = new Traffic([], []);
  expect(daemonDnsFallback.judge(evidence({ traffic, probe: daemonProbe() }))).toBeNull();
});
