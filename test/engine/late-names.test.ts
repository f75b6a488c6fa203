import { expect, test } from 'vitest';
import { LateNames } from '../../src/engine/late-names.ts';
import { dockerFacts, exchange } from '../builders/exchange.ts';

const ID = '778c86d27729'.padEnd(64, '0');

const about = (id: number, container: { readonly id: string | null; readonly name: string | null } | null) =>
  exchange({ id, summary: 'wait 778c86d27729 removed', docker: dockerFacts({ container }) });

const nobody = () => null;
const web = (id: string) => (id === ID ? 'web' : null);

test('a call without a name gets it once it is known', () => {
  const names = new LateNames();
  const call = about(1, { id: ID, name: null });
  expect(names.put(call, nobody)).toBe(call);
  expect(names.take(nobody)).toEqual([]);
  expect(names.take(web)).toEqual([1]);
  expect(names.take(web)).toEqual([]);
  const named = names.put(call, web);
  expect([named.summary, named.docker.container]).toEqual(['wait web removed', { id: ID, name: 'web' }]);
});

test.each([
  ['that has one', about(1, { id: ID, name: 'db' })],
  ['that is known by its name alone', about(1, { id: null, name: 'db' })],
  ['about no container', about(1, null)],
])('a call %s stays as it is', (_, call) => {
  const names = new LateNames();
  expect(names.put(call, web)).toBe(call);
  expect(names.take(web)).toEqual([]);
});

test('what was let go waits no longer', () => {
  const names = new LateNames();
  for (const id of [1, 2, 3]) names.put(about(id, { id: ID, name: null }), nobody);
  names.forgetBefore(3);
  expect(names.take(web)).toEqual([3]);
});
