import { describe, expect, test } from 'vitest';
import { matchOperation } from '../../../src/docker/operations/match.ts';
import { operationTable } from '../../../src/docker/operations/operation-table.ts';

describe('the operation table', () => {
  test('has no route twice', () => {
    const routes = operationTable.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  test.each(operationTable.map((row) => [`${row.method} ${row.path}`, row] as const))(
    '%s is found by its own path',
    (_, row) => {
      const path = row.path.replaceAll(/\{\w+\}/g, 'some.name');
      const match = matchOperation(row.method, `/v1.41${path}`);
      expect(match.operation).toBe(row);
      expect(Object.values(match.parameters).every((value) => value === 'some.name')).toBe(true);
    },
  );

  test('knows the ways in which a connection leaves HTTP', () => {
    const hijacking = operationTable.filter(({ hijack }) => hijack !== null);
    expect(hijacking.map(({ id, hijack }) => [id, hijack])).toEqual([
      ['ContainerAttach', 'streams'],
      ['ContainerAttachWebsocket', 'websocket'],
      ['ExecStart', 'streams'],
      ['Session', 'h2c'],
      ['Grpc', 'h2c'],
    ]);
  });

  // From the version history of the Engine API.
  test.each([
    ['ContainerPrune', '1.25', null],
    ['ConfigCreate', '1.30', null],
    ['DistributionInspect', '1.30', null],
    ['Session', '1.31', null],
    ['BuildPrune', '1.31', null],
    ['VolumeUpdate', '1.42', null],
    ['ServiceCreate', '1.24', null],
    ['ContainerCopy', null, '1.23'],
    ['ImageBuild', null, null],
  ])('%s is there since %s until %s', (id, since, until) => {
    expect(operationTable.find((row) => row.id === id)).toMatchObject({ since, until });
  });
});
