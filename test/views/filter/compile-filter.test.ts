import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { compileFilter } from '../../../src/views/filter/compile-filter.ts';
import { AT, body, dockerFacts, exchange, request, response } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { passes, plainFilter, printed } from './random-filter.ts';

const ping = exchange();
const build = webBuild();
const refused = exchange({
  id: 3,
  connection: 2,
  operation: 'ContainerStart',
  summary: 'start web',
  request: request({
    method: 'POST',
    target: '/v1.24/containers/web/start',
    path: '/containers/web/start',
    apiVersion: '1.24',
  }),
  response: response(404),
  timing: { sendMs: 0, waitMs: 3, receiveMs: 0, totalMs: 3 },
  docker: dockerFacts({
    error: { code: 404, message: 'No such container: web' },
    container: { id: null, name: 'web' },
    images: ['nginx:1.27'],
  }),
});
const attach = exchange({
  id: 4,
  stream: 5,
  operation: 'ContainerAttach',
  summary: 'attach web',
  request: request({ method: 'POST', body: body(10) }),
  state: 'open',
  timing: { sendMs: 0, waitMs: 1, receiveMs: null, totalMs: null },
  hijack: {
    protocol: 'tcp',
    clientBytes: 90,
    serverBytes: 5_000_000,
    clientPauses: [],
    serverPauses: [],
    streams: null,
  },
  gaps: [{ side: 'response', missing: 1448, at: AT }],
  issues: [{ kind: 'issue', code: 'http1/odd', message: 'something odd', at: AT }],
});
const lost = exchange({
  id: 5,
  request: null,
  response: null,
  summary: '',
  operation: null,
  state: 'incomplete',
});

const all: Readonly<Record<string, Exchange>> = { ping, build, refused, attach, lost };

function passing(text: string): readonly string[] {
  const filter = compileFilter(text);
  if (filter.kind === 'filter-error') throw new Error(filter.message);
  return Object.keys(all).filter((name) => filter.matches(all[name] as Exchange));
}

describe('what passes', () => {
  const everything = Object.keys(all);
  test.each<[string, readonly string[]]>([
    ['', everything],
    ['op == build', ['build']],
    ['op == ImageBuild', ['build']],
    ['op == IMAGEBUILD', ['build']],
    ['op != ping', ['build', 'refused', 'attach', 'lost']],
    ['op in {ping, build}', ['ping', 'build']],
    ['op not in {ping, build}', ['refused', 'attach', 'lost']],
    ['op contains container', ['refused', 'attach']],
    ['op matches ^container.*h$', ['attach']],
    ['status == 404', ['refused']],
    ['status != 200', ['refused', 'lost']],
    ['status >= 200 and status < 300', ['ping', 'build', 'attach']],
    ['status in {400..499}', ['refused']],
    ['status in {open 404}', ['refused', 'attach']],
    ['status != ok or op == build', ['build', 'refused', 'attach', 'lost']],
    ['status == error', ['build', 'refused']],
    ['is error', ['build', 'refused']],
    ['is ok', ['ping']],
    ['is open', ['attach']],
    ['is incomplete', ['lost']],
    ['not is complete', ['attach', 'lost']],
    ['is != build', ['ping', 'refused', 'attach', 'lost']],
    ['is in {build hijack}', ['build', 'attach']],
    ['is classic and is cached', ['build']],
    ['is buildkit', []],
    ['is slow', ['build']],
    ['has credentials', ['build']],
    ['has tag', ['build']],
    ['has != response', ['lost']],
    ['tag', ['build']],
    ['tag != web:latest', ['ping', 'refused', 'attach', 'lost']],
    ['tag and tag != web:latest', []],
    ['up > 1MB', ['build']],
    ['up == 100', ['attach']],
    ['down >= 5MB', ['attach']],
    ['bytes > 0', ['build', 'attach']],
    ['up', ['build', 'attach']],
    ['duration < 3ms', ['ping', 'lost']],
    ['duration in {3ms..4s}', ['build', 'refused']],
    ['not duration', ['attach']],
    ['gap', ['attach']],
    ['gap > 1kB', ['attach']],
    ['issue == http1/odd', ['attach']],
    ['stream == 5', ['attach']],
    ['conn == 2', ['refused']],
    ['version <= 1.24', ['refused']],
    ['container == web', ['refused']],
    ['image contains nginx', ['refused']],
    ['registry == index.docker.io', ['build']],
    ['registry == "https://index.docker.io/v1/"', ['build']],
    ['user in {alice carol}', ['build']],
    ['file ~ "\\.env$"', ['build']],
    ['file contains NODE_MODULES', ['build']],
    ['dockerfile contains "from node"', ['build']],
    ['step contains "npm ci"', ['build']],
    ['output contains EUSAGE', ['build']],
    ['error contains "no such"', ['refused']],
    ['time >= 2026-11-24T10:31:02.131Z', ['build']],
    ['time < 2026-11-24', []],
    ['client == docker and client == "docker 28.2" and client == 172.17.0.1', everything],
    ['latest', ['build']],
    ['"such container"', ['refused']],
    ['nowhere', []],
    ['any ~ "m[a-z]+@|maint"', ['build']],
    ['404', ['refused']],
    ['not (is build or is open)', ['ping', 'refused', 'lost']],
  ])('%s', (text, names) => {
    expect(passing(text)).toEqual(names);
  });

  test.each(['hunter2', 'eyJ4Ijp7', '"NPM_TOKEN=hunter2"', 'any ~ hunter[0-9]', 'header contains eyJ4'])(
    'a secret is not found: %s',
    (text) => {
      expect(passing(text)).toEqual([]);
    },
  );
});

describe('what is wrong, and where', () => {
  test.each([
    ['status == eror', 10, 14, "'eror' is not a number", "did you mean 'error'?"],
    ['is eror', 3, 7, "'is' knows no 'eror'", "did you mean 'error'?"],
    ['up > ten', 5, 8, "'ten' is not a size", 'such as 10MB, 512KiB or 4096'],
    ['id in {1 2..x}', 9, 13, "'2..x' is not a number", 'such as 400'],
    ['op < build', 3, 4, "'<' needs a field of numbers", "'op' is a text"],
    ['up contains 1', 3, 11, "'contains' needs a field of text", "'up' is a size"],
    ['up ~ 1', 3, 4, "'matches' needs a field of text", "'up' is a size"],
    ['is > error', 3, 4, "'>' does not go with 'is'", null],
    ['status > error', 9, 14, "'>' does not go with the word 'error'", null],
    ['x or file ~ "("', 12, 15, "no pattern: missing closing ): '('", null],
    ['file ~ "(?=x)"', 7, 14, "no pattern: invalid or unsupported Perl syntax: '(?='", null],
    ['file ~ "(a)\\1"', 7, 14, "no pattern: invalid escape sequence: '\\1'", null],
    ['x'.repeat(10_001), 10_000, 10_001, 'a filter has at most 10000 characters', null],
  ])('%s', (text, start, end, message, hint) => {
    expect(compileFilter(text)).toMatchObject({ kind: 'filter-error', start, end, message, hint });
  });
});

test('a pattern that backtracking engines never finish is answered', () => {
  const long = exchange({ summary: 'a'.repeat(50_000) });
  for (const pattern of ['(a+)+b', '(a|a)*b', 'a*a*a*a*a*a*b']) {
    const filter = compileFilter(`summary ~ "${pattern}"`);
    expect(filter.kind === 'filter' && filter.matches(long)).toBe(false);
  }
});

test('says what plain reading says', () => {
  fc.assert(
    fc.property(plainFilter, (plain) => {
      const filter = compileFilter(printed(plain));
      if (filter.kind === 'filter-error') throw new Error(filter.message);
      for (const one of Object.values(all)) expect(filter.matches(one)).toBe(passes(plain, one));
    }),
    { numRuns: 300 },
  );
});

test('no text whatever throws', () => {
  const piece = fc.constantFrom(
    'op',
    'up',
    'is',
    'file',
    '==',
    '>',
    '~',
    'in',
    '{',
    '}',
    '"("',
    '1MB',
    'error',
    'and',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' ')),
    fc.string({ unit: 'binary', maxLength: 12 }).map((pattern) => `any ~ r"${pattern.replaceAll('"', '')}"`),
  );
  fc.assert(
    fc.property(text, (filter) => {
      const compiled = compileFilter(filter);
      if (compiled.kind === 'filter') for (const one of Object.values(all)) compiled.matches(one);
    }),
    { numRuns: 500 },
  );
});
