import { expect, it } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { commandLines, mainCallLine } from '../../../src/views/view-model/command-overview.ts';
import { commandRow } from '../../../src/views/view-model/command-row.ts';
import { exchangeRow } from '../../../src/views/view-model/exchange-row.ts';
import { lineText } from '../../../src/views/view-model/styled-line.ts';
import { asciiSymbols, unicodeSymbols } from '../../../src/views/view-model/symbols.ts';
import { exchange } from '../../builders/exchange.ts';

const calls = (...names: readonly string[]) =>
  names.map((summary, index) => exchange({ id: index + 1, operation: 'ContainerAttach', summary }));

const lines = (names: readonly string[], words: readonly string[] | null, symbols = unicodeSymbols) => {
  const made = calls(...names);
  const command = { row: commandRow(made), arguments: words, calls: made.map(exchangeRow) };
  return commandLines(command, command.row!, 'docker 28.2 asked the daemon', symbols).map(lineText);
};

it('says what a command was, all of its words, how it ended and in which calls', () => {
  expect(lines(['ping', 'create web', 'attach web'], ['run', 'alpine', 'echo', 'it is'])).toEqual([
    ' docker 28.2 asked the daemon to run a new container:',
    "   docker run alpine echo 'it is'",
    ' It was done: ✓ 200 after 2 ms, in 3 calls: ping, create, attach.',
  ]);
});

it('counts calls of a kind, and names no more than a few kinds', () => {
  const names = ['a', 'b', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  expect(lines(names, ['images'])[2]).toMatch(/in 10 calls: a, b \(2\), c, d, e, f, g and 2 more\.$/);
  expect(lines(['a', 'b'], ['images'])[0]).toBe(' docker 28.2 asked the daemon:');
});

it('has no secret in it', () => {
  const secret = String(new Secret('hunter2'));
  expect(lines(['a', 'b'], ['run', '-e', `PASSWORD=${secret}`, 'alpine'], asciiSymbols)[1]).toContain('****');
});

it('names the main call', () => {
  expect(lineText(mainCallLine(calls('attach web')[0]!, unicodeSymbols))).toBe(
    '   main call     attach web  ✓ 200 after 2 ms',
  );
});

it('stands by the words of the list where no docker command makes such calls', () => {
  expect(lines(['ping', 'update web'], null)[1]).toBe('   ping');
});
