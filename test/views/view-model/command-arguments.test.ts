import { expect, test } from 'vitest';
import { exchangeArguments, shellWords } from '../../../src/views/view-model/command-arguments.ts';
import { dockerFacts, exchange, request } from '../../builders/exchange.ts';

const box = dockerFacts({ container: { id: null, name: 'box' } });

test.each([
  ['VolumeCreate', 'create volume data', 'volume create data'],
  ['VolumeList', 'list volumes', 'volume ls'],
  ['NetworkDelete', 'remove network front', 'network rm front'],
  ['ContainerPrune', 'prune containers', 'container prune'],
  ['ContainerWait', 'wait box next-exit', 'wait box'],
  ['ContainerRename', 'rename box to crate', 'rename box crate'],
  ['ContainerStop', 'stop box', 'stop box'],
  ['ImageTag', 'tag a:1 as b:2', 'image tag a:1 b:2'],
])('%s, %s, is docker %s', (operation, summary, expected) => {
  expect(exchangeArguments(exchange({ operation, summary, docker: box }))?.join(' ')).toBe(expected);
});

test('a signal is told by its option', () => {
  const kill = (query: Readonly<Record<string, readonly string[]>>) =>
    exchangeArguments(exchange({ operation: 'ContainerKill', request: request({ query }), docker: box }));
  expect(kill({ signal: ['INT'] })).toEqual(['kill', '--signal', 'INT', 'box']);
  expect(kill({})).toEqual(['kill', 'box']);
});

test.each(['SystemPing', 'ExecStart', 'Grpc', 'toString', null])('%s is no docker command', (operation) => {
  expect(exchangeArguments(exchange({ operation }))).toBeNull();
});

test('words that a shell would take apart are quoted', () => {
  expect(shellWords(['sh', '-c', "it's; ls", 'a=b', ''])).toBe("sh -c 'it'\\''s; ls' a=b ''");
});
