import { expect, test } from 'vitest';
import type { Context } from '../../../src/cli/context.ts';
import { runEvidence } from '../../../src/cli/run/run-evidence.ts';

const context = { env: { DOCKER_HOST: 'tcp://127.0.0.1:1' } } as unknown as Context;
const ended = { words: ['docker', 'info'], exitCode: 1, boundSources: ['/tmp', '/no/such'] };
const going = new AbortController().signal;

test('the command and how it ended, and the daemon that does not answer', async () => {
  const { environment, probe } = await runEvidence(ended, true, going, context);
  expect(environment.command).toEqual({ words: ['docker', 'info'], exitCode: 1 });
  expect(probe?.ping?.status ?? null).toBeNull();
  expect(environment.files).toMatchObject({ '/tmp': { type: 'directory' }, '/no/such': null });
});

test('another daemon than that of the variables is not asked', async () => {
  expect(await runEvidence(ended, false, going, context)).toMatchObject({ probe: null });
});
