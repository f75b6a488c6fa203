import { expect, test } from 'vitest';
import type { Exchange } from '../../../src/model/exchange.ts';
import { compileFilter } from '../../../src/views/filter/compile-filter.ts';
import { quickFilters } from '../../../src/views/filter/quick-filters.ts';
import { exchange, request, response } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';

const ping = exchange();
const inspect = exchange({ request: request({ method: 'GET' }), summary: 'inspect web', state: 'aborted' });
const refused = exchange({
  request: request({ method: 'POST' }),
  response: response(409),
  summary: 'start web',
});
const following = exchange({ operation: 'SystemEvents', summary: 'events', state: 'aborted' });
const all: Readonly<Record<string, Exchange>> = { ping, inspect, refused, following, build: webBuild() };

test.each(quickFilters)('$name compiles', ({ text, title }) => {
  expect(compileFilter(text)).toMatchObject({ kind: 'filter' });
  expect(title).not.toBe('');
});

test.each([
  ['errors', ['inspect', 'refused', 'build']],
  ['builds', ['build']],
  ['changes', ['refused', 'build']],
  ['slow', ['build']],
  ['no-pings', ['inspect', 'refused', 'following', 'build']],
])('%s lets pass', (name, names) => {
  const filter = compileFilter(quickFilters.find((row) => row.name === name)?.text ?? 'nothing');
  expect(filter.kind).toBe('filter');
  if (filter.kind !== 'filter') return;
  expect(Object.keys(all).filter((key) => filter.matches(all[key] as Exchange))).toEqual(names);
});
