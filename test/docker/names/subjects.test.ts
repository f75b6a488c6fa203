import { expect, test } from 'vitest';
import { Names } from '../../../src/docker/names/names.ts';
import { type Subjects, subjects } from '../../../src/docker/names/subjects.ts';
import { matchOperation } from '../../../src/docker/operations/match.ts';

const WEB = '3f2a1b4c5d6e'.padEnd(64, '0');
const OTHER = '4f2a1b4c5d6e'.padEnd(64, '0');
const EXEC = 'e'.repeat(64);
const IMAGE = `sha256:${'a1b2c3d4e5f6'.padEnd(64, '1')}`;

/** After `docker create --name web nginx`, `docker exec web`, and a look at the image. */
function names(): Names {
  const book = new Names();
  const teach = (method: string, target: string, request: unknown, response: unknown): void =>
    book.learn(matchOperation(method, target), request, response, 200);
  teach('POST', '/containers/create?name=web', { Image: 'nginx' }, { Id: WEB });
  teach('POST', `/containers/${WEB}/exec`, { Cmd: ['sh'] }, { Id: EXEC });
  teach('GET', `/images/${IMAGE}/json`, undefined, { Id: IMAGE, RepoTags: ['nginx:1'] });
  return book;
}

const web = { id: WEB, name: 'web' };
const nginx = { container: web, images: ['nginx'] };
const cases: readonly (readonly [string, string, unknown, unknown, Subjects])[] = [
  ['GET', '/_ping', undefined, undefined, { container: null, images: [] }],
  ['GET', '/no/such/path', undefined, undefined, { container: null, images: [] }],
  ['GET', '/containers/json', undefined, [{ Id: WEB }], { container: null, images: [] }],
  ['POST', `/containers/${WEB}/start`, undefined, undefined, nginx],
  ['POST', `/containers/${WEB.slice(0, 12)}/start`, undefined, undefined, nginx],
  ['POST', '/containers/web/start', undefined, undefined, nginx],
  [
    'POST',
    `/containers/${OTHER}/start`,
    undefined,
    undefined,
    { container: { id: OTHER, name: null }, images: [] },
  ],
  ['POST', '/containers/db/start', undefined, undefined, { container: { id: null, name: 'db' }, images: [] }],
  [
    'POST',
    '/containers/create?name=db',
    { Image: 'postgres' },
    undefined,
    { container: { id: null, name: 'db' }, images: ['postgres'] },
  ],
  [
    'POST',
    '/containers/create',
    { Image: 'postgres' },
    { Id: OTHER },
    { container: { id: OTHER, name: null }, images: ['postgres'] },
  ],
  ['POST', '/containers/create', undefined, undefined, { container: null, images: [] }],
  ['POST', `/exec/${EXEC}/start`, {}, undefined, nginx],
  ['POST', `/exec/${OTHER}/start`, {}, undefined, { container: null, images: [] }],
  ['POST', '/networks/n/connect', { Container: 'web' }, undefined, nginx],
  ['POST', '/commit?container=web&repo=saved&tag=1', {}, undefined, { container: web, images: ['saved:1'] }],
  [
    'POST',
    '/images/create?fromImage=alpine&tag=3.20',
    undefined,
    undefined,
    { container: null, images: ['alpine:3.20'] },
  ],
  [
    'POST',
    '/images/create?fromSrc=-&repo=mine&tag=2',
    undefined,
    undefined,
    { container: null, images: ['mine:2'] },
  ],
  [
    'POST',
    '/images/r:5000/team/web/push?tag=1',
    undefined,
    undefined,
    { container: null, images: ['r:5000/team/web:1'] },
  ],
  [
    'GET',
    `/images/${IMAGE}/json`,
    undefined,
    undefined,
    { container: null, images: ['a1b2c3d4e5f6', 'nginx:1'] },
  ],
  [
    'POST',
    `/images/${IMAGE}/tag?repo=r/web&tag=2`,
    undefined,
    undefined,
    { container: null, images: ['a1b2c3d4e5f6', 'nginx:1', 'r/web:2'] },
  ],
  ['GET', '/images/get?names=a&names=b', undefined, undefined, { container: null, images: ['a', 'b'] }],
  ['POST', '/build?t=web&t=web:2', undefined, undefined, { container: null, images: ['web', 'web:2'] }],
];

test.each(cases)('%s %s', (method, target, request, response, expected) => {
  expect(subjects(matchOperation(method, target), request, response, names())).toEqual(expected);
});
