import { expect, test } from 'vitest';
import { EngineHost } from '../../src/engine/engine-host.ts';
import type { EngineMessage, EngineRequest } from '../../src/engine/messages.ts';

const request = (path: string, wants: EngineRequest['wants']): EngineRequest => ({
  capture: { kind: 'file', path, speed: 'max' },
  decoding: {},
  wants,
  filter: null,
});

/** A host, and a way to wait for what it says. */
function host(): { made: EngineHost; said: EngineMessage[]; until: (kind: string) => Promise<void> } {
  const said: EngineMessage[] = [];
  let look = (): void => {};
  const made = new EngineHost((message) => {
    said.push(message);
    look();
  });
  const until = (kind: string): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (said.at(-1)?.kind === kind) resolve();
      };
      look();
    });
  return { made, said, until };
}

test('it is ready before it says anything else', async () => {
  const { made, said, until } = host();
  made.handle({ kind: 'start', request: request('fixtures/attach/capture.pcapng', 'records') });
  await until('ready');
  made.handle({ kind: 'pull' });
  await until('records');
  expect(said.map(({ kind }) => kind)).toEqual(['ready', 'records']);
  await made.leave();
});

test('what cannot be read is said, and is not our fault', async () => {
  const { made, said, until } = host();
  made.handle({ kind: 'start', request: request('/nowhere', 'screen') });
  await until('failed');
  expect(said).toEqual([
    {
      kind: 'failed',
      message: 'cannot read /nowhere: there is no such file; check the path',
      stack: expect.any(String),
      expected: true,
    },
  ]);
  await made.leave();
});

test('told to stop before it began, it still begins and ends', async () => {
  const { made, said, until } = host();
  made.handle({ kind: 'start', request: request('fixtures/attach/capture.pcapng', 'screen') });
  made.handle({ kind: 'stop' });
  await until('update');
  made.handle({ kind: 'acknowledge' });
  await made.leave();
  expect(said.at(0)?.kind).toBe('ready');
});
