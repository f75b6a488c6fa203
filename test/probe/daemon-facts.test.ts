import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bridgeFacts, infoFacts, jsonObject, versionFacts } from '../../src/probe/daemon-facts.ts';

test('what is no object is nothing', () => {
  for (const text of ['', '[]', 'null', '3', '"x"', '{']) expect(jsonObject(text)).toBeNull();
  expect(jsonObject('{"a":1}')).toEqual({ a: 1 });
});

test('of the storage driver, what it lies on', () => {
  const status = [['Pool Name'], ['Backing Filesystem', 'extfs'], 'x'];
  expect(infoFacts({ Driver: 'overlay2', DriverStatus: status })).toMatchObject({
    storageDriver: 'overlay2',
    backingFilesystem: 'extfs',
    registryMirrors: [],
  });
});

test('an answer that is about no bridge', () => {
  expect(bridgeFacts({})).toBeNull();
});

test('a bridge without an option, or with none that is a number, has 1500', () => {
  const mtu = (option: unknown) =>
    bridgeFacts({ Driver: 'bridge', Options: { 'com.docker.network.driver.mtu': option } })?.mtu;
  expect([mtu('1360'), mtu('0'), mtu('x'), mtu(7), bridgeFacts({ Driver: 'bridge' })?.mtu]).toEqual([
    1360, 1500, 1500, 1500, 1500,
  ]);
});

test('any JSON gives bounded texts or nothing', () => {
  fc.assert(
    fc.property(fc.object(), (answer) => {
      const facts = { ...versionFacts(answer), ...infoFacts(answer), ...bridgeFacts(answer) };
      expect(JSON.stringify(facts).length).toBeLessThan(60_000);
    }),
    { numRuns: 50 },
  );
  expect(infoFacts({ ID: 'x'.repeat(10_000) }).id).toHaveLength(500);
});
