import { describe, expect, test } from 'vitest';
import { authAllCredentialsSent } from '../../../../src/diagnosis/rules/auth/auth-all-credentials-sent.ts';
import { evidence, trafficOf } from '../../../builders/evidence.ts';
import { build, buildExchange, exchange } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

describe('by hand', () => {
  test('names the registries, and what the Dockerfile needs', () => {
    const found = authAllCredentialsSent.judge(trafficOf([buildExchange()]));
    expect(found).toEqual([
      {
        message:
          'A build handed the daemon the accounts of 3 registries (https://index.docker.io/v1/, registry.example.com and ghcr.example); its Dockerfile needs at most 1.',
        exchanges: [2],
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|s3cret|idtoken/);
  });

  test('one account is as it should be', () => {
    const registries = build().registries.slice(0, 1);
    expect(authAllCredentialsSent.judge(trafficOf([buildExchange({ registries })]))).toEqual([]);
  });

  test('without a classic build it is not judged', () => {
    expect(authAllCredentialsSent.judge(trafficOf([exchange()]))).toBeNull();
    expect(authAllCredentialsSent.judge(trafficOf([buildExchange({ builder: 'buildkit' })]))).toBeNull();
  });
});

test('a real build with three accounts in config.json', async () => {
  const traffic = await captured('fixtures/classic-build/capture.pcapng');
  expect(authAllCredentialsSent.judge(evidence({ traffic }))).toMatchObject([
    { message: expect.stringContaining('accounts of 3 registries') },
  ]);
});

test('a real build without any', async () => {
  const traffic = await captured('fixtures/context-trouble/capture.pcapng.gz');
  expect(authAllCredentialsSent.judge(evidence({ traffic }))).toEqual([]);
});
