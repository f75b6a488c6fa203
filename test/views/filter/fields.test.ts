import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../src/views/filter/compile-filter.ts';
import { fieldNames, fields, findField } from '../../../src/views/filter/fields.ts';
import { findOperator } from '../../../src/views/filter/operators.ts';
import { body, dockerFacts, exchange, request } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

test.each(fields)('$name is described, and its example compiles and uses it', (field) => {
  expect(field.description).not.toBe('');
  expect(compileFilter(field.example)).toMatchObject({ kind: 'filter' });
  expect(field.example).toMatch(new RegExp(`\\b${field.name}\\b`));
});

test('names are words of which no two are alike and none is an operator', () => {
  const names = fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  expect(Array.from(fieldNames())).toEqual(names);
  for (const name of names) {
    expect(name).toMatch(/^[a-z]+$/);
    expect(findOperator(name)).toBeNull();
    expect(findField(name.toUpperCase())?.name).toBe(findField(name)?.name);
  }
});

test('what `has` and `is` and `status` take is told apart', () => {
  for (const { choices = [] } of fields) {
    const names = choices.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

function values(name: string, of: ReturnType<typeof exchange>): readonly (string | number)[] {
  const field = findField(name);
  if (field === null || field.type === 'choice') throw new Error(`${name} has no values`);
  return field.values(of);
}

describe('values of a build', () => {
  test.each([
    ['op', ['ImageBuild', 'build']],
    ['summary', ['build web:latest']],
    ['id', [2]],
    ['conn', [1]],
    ['stream', []],
    ['status', [200]],
    ['duration', [3400]],
    ['bytes', [1_905_208]],
    ['up', [1_903_104]],
    ['down', [2104]],
    ['gap', []],
    ['issue', []],
    ['method', ['POST']],
    ['path', ['/build']],
    ['target', ['/v1.41/build?buildargs=••••&dockerfile=Dockerfile&t=web%3Alatest']],
    [
      'query',
      ['buildargs={"NODE_ENV":"production","NPM_TOKEN":"••••"}', 'dockerfile=Dockerfile', 't=web:latest'],
    ],
    ['version', [1_000_041]],
    ['media', ['application/x-tar', 'application/json']],
    ['grpc', []],
    ['client', ['docker', 'docker 28.2', '172.17.0.1:41234', '172.17.0.1']],
    ['agent', ['Docker-Client/28.2.2 (linux)']],
    ['server', ['172.17.0.2:2375', '172.17.0.2']],
    ['daemon', ['20.10.24']],
    ['host', ['172.17.0.1', '172.17.0.2', '172.17.0.2']],
    ['tag', ['web:latest']],
    ['container', []],
    ['user', ['bob', 'alice']],
    ['step', ['FROM node:20', 'WORKDIR /app', 'COPY package*.json ./', 'RUN npm ci     --ignore-scripts']],
  ])('%s', (name, expected) => {
    expect(values(name, webBuild())).toEqual(expected);
  });

  test('a header with a secret has its name alone', () => {
    expect(values('header', webBuild())).toContain('X-Registry-Config:');
    expect(values('header', webBuild())).toContain('Content-Type: application/x-tar');
  });
});

describe('values of others', () => {
  const id = '3f2a1b4c5d6e'.padEnd(64, '0');
  const grpc = exchange({
    stream: 3,
    client: '/run/client.sock',
    server: '[fe80::1]:2375',
    request: request({
      path: '/moby.filesync.v1.FileSync/DiffCopy',
      body: body(0, 'application/grpc+proto'),
    }),
    docker: dockerFacts({
      client: null,
      daemon: null,
      container: { id, name: 'web' },
      images: ['registry.test:5000/team/web', 'library/alpine', 'localhost/x'],
    }),
  });
  test.each([
    ['grpc', ['moby.filesync.v1.FileSync/DiffCopy']],
    ['stream', [3]],
    ['client', ['/run/client.sock', '/run/client.sock']],
    ['server', ['[fe80::1]:2375', 'fe80::1']],
    ['container', ['web', id, '3f2a1b4c5d6e']],
    ['registry', ['registry.test:5000', 'localhost']],
    ['agent', []],
    ['daemon', []],
    ['version', []],
  ])('%s', (name, expected) => {
    expect(values(name, grpc)).toEqual(expected);
  });

  test('of nothing but a connection, no field throws', () => {
    const empty = exchange({ request: null, response: null, operation: null, summary: '' });
    for (const field of fields) {
      if (field.type !== 'choice') expect(Array.isArray(field.values(empty))).toBe(true);
      for (const { test: holds } of field.choices ?? []) expect(typeof holds(empty)).toBe('boolean');
    }
  });
});
