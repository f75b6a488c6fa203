import { expect, test } from 'vitest';
import { captureHoldsSecrets } from '../../../../src/diagnosis/rules/security/capture-holds-secrets.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { archiveEntry } from '../../../builders/archive-entry.ts';
import { built } from '../../../builders/engine-calls.ts';
import { messagesIn, messagesOf } from '../../messages.ts';

test('a real build with logins of three registries and a .env', async () => {
  expect(await messagesIn(captureHoldsSecrets, 'classic-build')).toEqual([
    expect.stringMatching(
      /^The capture holds \d+ secrets, which are masked in what is made from it \(.*logins 9.*files 3.*\)\.$/,
    ),
  ]);
});

test('real containers without any', async () => {
  expect(await messagesIn(captureHoldsSecrets, 'run')).toEqual([]);
});

test('by hand: of what is only listed nothing is held, and no value is in a finding', () => {
  const entries = [archiveEntry('.env', 10, { sent: false }), archiveEntry('id_rsa', 10, { sent: true })];
  const context = { compression: 'none', bytes: 1, sha256: null, fileBytes: 20, entries } as const;
  expect(
    messagesOf(captureHoldsSecrets, built({ context, buildArgs: { NPM_TOKEN: new Secret('hunter2') } })),
  ).toEqual([
    'The capture holds 2 secrets, which are masked in what is made from it (build args 1, files 1).',
  ]);
});
