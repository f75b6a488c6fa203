import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Names } from '../../../src/docker/names/names.ts';
import { matchOperation } from '../../../src/docker/operations/match.ts';

const WEB = '3f2a1b4c5d6e'.padEnd(64, '0');
const DB = '3f2a1b4c5d6f'.padEnd(64, '0');
const EXEC = 'e'.repeat(64);
const IMAGE = 'a1b2c3d4e5f6'.padEnd(64, '1');

function taught(...exchanges: readonly [string, string, unknown, unknown, number?][]): Names {
  const names = new Names();
  for (const [method, target, request, response, status] of exchanges) {
    names.learn(matchOperation(method, target), request, response, status ?? 200);
  }
  return names;
}

describe('containers', () => {
  const create = [
    'POST',
    '/v1.41/containers/create?name=web',
    { Image: 'nginx', Tty: true },
    { Id: WEB },
    201,
  ] as const;

  test.each([
    ['full id', WEB],
    ['short id', WEB.slice(0, 12)],
    ['shorter id', WEB.slice(0, 12).toUpperCase()],
    ['name', 'web'],
    ['name with a slash', '/web'],
  ])('are found by %s', (_, reference) => {
    const names = taught([...create]);
    expect(names.containerName(reference)).toBe('web');
    expect(names.isTty(reference)).toBe(true);
    expect(names.container(reference)?.image).toBe('nginx');
  });

  test('a Tty that is left out is false, a body that was not read tells nothing', () => {
    expect(taught(['POST', '/containers/create', { Image: 'x' }, { Id: WEB }]).isTty(WEB)).toBe(false);
    expect(taught(['POST', '/containers/create', undefined, { Id: WEB }]).isTty(WEB)).toBeNull();
  });

  test('ids that begin alike are told apart', () => {
    const names = taught(
      ['POST', '/containers/create?name=web', {}, { Id: WEB }],
      ['POST', '/containers/create?name=db', {}, { Id: DB }],
    );
    expect(names.containerName(DB.slice(0, 12))).toBe('db');
    expect(names.containerName(`${WEB.slice(0, 12)}${'9'.repeat(52)}`)).toBe(WEB.slice(0, 12));
  });

  test('inspect, list and rename', () => {
    const names = taught(
      [
        'GET',
        '/containers/x/json',
        undefined,
        { Id: WEB, Name: '/web', Image: `sha256:${IMAGE}`, Config: { Tty: false, Image: 'nginx:1' } },
      ],
      ['GET', '/containers/json', undefined, [{ Id: DB, Names: ['/web/alias', '/db'], Image: 'postgres' }]],
      ['POST', '/containers/db/rename?name=old-db', undefined, undefined, 204],
      ['POST', '/containers/web/rename?name=refused', undefined, undefined, 409],
    );
    expect(names.containerName(WEB)).toBe('web');
    expect(names.isTty('web')).toBe(false);
    expect(names.containerName(DB)).toBe('old-db');
    expect(names.isTty(DB)).toBeNull();
    expect(names.imageName(`sha256:${IMAGE}`)).toBe('nginx:1');
  });

  test('events', () => {
    const names = new Names();
    names.learnEvent({
      Type: 'container',
      Action: 'create',
      Actor: { ID: WEB, Attributes: { name: 'web', image: 'nginx' } },
    });
    expect(names.container(WEB)).toEqual({ id: WEB, name: 'web', image: 'nginx', tty: null });
  });

  test('a name that a client wrote stays, whatever the container is called now', () => {
    const names = taught(
      ['POST', '/containers/create?name=web', {}, { Id: WEB }],
      ['POST', '/containers/web/rename?name=old-web', undefined, undefined, 204],
    );
    expect(names.containerName('web')).toBe('web');
    expect(names.containerName(WEB)).toBe('old-web');
    expect(names.isTty('web')).toBe(false);
  });

  test('unknown ones are shown short', () => {
    expect(new Names().containerName(WEB)).toBe('3f2a1b4c5d6e');
    expect(new Names().containerName('web')).toBe('web');
    expect(new Names().isTty(WEB)).toBeNull();
  });
});

describe('execs', () => {
  test('have their command, container and TTY from creation', () => {
    const names = taught([
      'POST',
      '/containers/web/exec',
      { Cmd: ['ls', '-l'], Tty: true },
      { Id: EXEC },
      201,
    ]);
    expect(names.exec(EXEC)).toEqual({ id: EXEC, container: 'web', command: ['ls', '-l'], tty: true });
    expect(names.isTty(EXEC)).toBe(true);
  });

  test('have their TTY from the start where creation was not seen', () => {
    const names = taught(['POST', `/exec/${EXEC}/start`, { Detach: false, Tty: true }, undefined]);
    expect(names.isTty(EXEC)).toBe(true);
  });

  test('creation is believed over the start', () => {
    const names = taught(
      ['POST', '/containers/web/exec', { Cmd: ['ls'] }, { Id: EXEC }],
      ['POST', `/exec/${EXEC}/start`, { Tty: true }, undefined],
    );
    expect(names.isTty(EXEC)).toBe(false);
  });

  test('inspect', () => {
    const process = { tty: false, entrypoint: 'sh', arguments: ['-c', 'ls'] };
    const names = taught([
      'GET',
      `/exec/${EXEC}/json`,
      undefined,
      { ID: EXEC, ContainerID: WEB, ProcessConfig: process },
    ]);
    expect(names.exec(EXEC)).toEqual({ id: EXEC, container: WEB, command: ['sh', '-c', 'ls'], tty: false });
  });
});

test('images and the things of a swarm', () => {
  const names = taught(
    ['GET', '/images/json', undefined, [{ Id: `sha256:${IMAGE}`, RepoTags: ['web:1'] }]],
    ['POST', '/networks/create', { Name: 'front' }, { Id: 'f'.repeat(64) }],
    ['GET', '/services', undefined, [{ ID: 'abc123', Spec: { Name: 'api' } }]],
    ['GET', '/nodes/n1', undefined, { ID: 'n1', Description: { Hostname: 'host1' } }],
  );
  expect(names.imageName(IMAGE.slice(0, 12))).toBe('web:1');
  expect(names.thingName('f'.repeat(64))).toBe('front');
  expect(names.thingName('abc123')).toBe('api');
  expect(names.thingName('n1')).toBe('host1');
});

test('no bodies make it throw', () => {
  const targets = [
    'POST /containers/create',
    'GET /containers/json',
    'GET /containers/x/json',
    'POST /containers/x/exec',
    'POST /exec/x/start',
    'GET /exec/x/json',
    'GET /images/json',
    'POST /networks/create',
    'GET /nodes',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...targets), fc.jsonValue(), fc.jsonValue(), (target, request, response) => {
      const [method = '', path = ''] = target.split(' ');
      taught([method, path, request, response]).learnEvent(response);
    }),
  );
});
