import { expect, test } from 'vitest';
import { dindAliasCollision } from '../../../../src/diagnosis/rules/connect/dind-alias-collision.ts';
import { daemonProbe, evidence } from '../../../builders/evidence.ts';

const judge = (addresses: readonly string[], daemonIds: readonly string[] = []) =>
  dindAliasCollision.judge(
    evidence({ probe: daemonProbe({ resolution: { addresses, error: null }, daemonIds }) }),
  );

test('two daemons behind a name', () => {
  expect(judge(['172.18.0.3', '172.18.0.5'], ['3FXX:AAAA:BBBB', 'A9XX:CCCC:DDDD'])).toEqual([
    {
      message:
        '"docker" has 2 addresses (172.18.0.3, 172.18.0.5) with 2 daemons behind them (3FXX:AAAA:BB, A9XX:CCCC:DD): parallel jobs share the name.',
      certainty: 'sure',
    },
  ]);
});

test('two addresses whose daemons were not asked', () => {
  expect(judge(['172.18.0.3', '172.18.0.5'])).toEqual([
    { message: '"docker" has 2 addresses (172.18.0.3, 172.18.0.5): parallel jobs may share it.' },
  ]);
});

test('one daemon may have an address of each kind, or several', () => {
  expect(judge(['172.18.0.3'])).toEqual([]);
  expect(judge(['172.18.0.3', 'fd00::3'])).toEqual([]);
  expect(judge(['172.18.0.3', '172.19.0.3'], ['3FXX'])).toEqual([]);
});

test('not judged without a name', () => {
  const probe = daemonProbe({ host: null, resolution: null });
  expect(dindAliasCollision.judge(evidence({ probe }))).toBeNull();
});
