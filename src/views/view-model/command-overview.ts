import type { Exchange } from '../../model/exchange.ts';
import { MASK } from '../../model/secret.ts';
import { shellWords } from './command-arguments.ts';
import type { CommandRow } from './command-row.ts';
import type { CommandCalls } from './engine.ts';
import { type ExchangeRow, titleWords } from './exchange-row.ts';
import { formatQuantity } from './format-bytes.ts';
import { formatDuration } from './format-duration.ts';
import { STATUS_STYLES } from './list-lines.ts';
import { exchangeStatus, type Sign, statusText } from './status.ts';
import { line, type StyledLine, span } from './styled-line.ts';
import type { Symbols } from './symbols.ts';

/** How a sentence about an end begins. */
export const ENDINGS: Readonly<Record<Sign, string>> = {
  ok: 'It was done: ',
  failed: 'It failed: ',
  warning: 'It did not go well: ',
  // As true while it is captured as afterwards.
  open: 'Its end is not captured: ',
  quiet: 'The client had enough: ',
};

/** The first of a docker command's words, and what it is for. */
const PURPOSES: Readonly<Record<string, string>> = {
  run: 'to run a new container',
  create: 'to create a container',
  exec: 'to run a program in a container',
  build: 'to build an image',
  pull: 'to pull an image',
  push: 'to push an image',
  login: 'to try a login',
  cp: 'to copy files',
};

/** What a command was, the whole of it, and how it ended. `asked` begins the sentence. */
export function commandLines(
  { arguments: words, calls }: CommandCalls,
  { operation, status, tookMs }: CommandRow,
  asked: string,
  symbols: Symbols,
): readonly StyledLine[] {
  const purpose = PURPOSES[words?.[0] ?? ''];
  return [
    line(` ${asked}${purpose === undefined ? '' : ` ${purpose}`}:`),
    line('   ', span(words === null ? operation : typedWords(words, symbols), 'strong')),
    line(
      ` ${ENDINGS[status.sign]}`,
      span(statusText(status, symbols), STATUS_STYLES[status.sign]),
      tookMs === null ? '' : ` after ${formatDuration(tookMs)}`,
      `, in ${callWords(calls)}.`,
    ),
  ];
}

/** As one would type it, its secrets masked. */
export function typedWords(words: readonly string[], symbols: Symbols): string {
  return `docker ${shellWords(words)}`.replaceAll(MASK, symbols.mask);
}

/** The call that says most of a command, above what is known of it. */
export function mainCallLine(exchange: Exchange, symbols: Symbols): StyledLine {
  const status = exchangeStatus(exchange);
  const took = exchange.timing.totalMs;
  return line(
    span('   main call     ', 'dim'),
    span(titleWords(exchange)),
    '  ',
    span(statusText(status, symbols), STATUS_STYLES[status.sign]),
    span(took === null ? '' : ` after ${formatDuration(took)}`, 'dim'),
  );
}

/** Different calls that are named. */
const MOST_NAMED = 7;

/** `5 calls: ping, create, attach, wait, start`. */
function callWords(calls: readonly ExchangeRow[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of calls) {
    const [verb = ''] = operation.split(' ', 1);
    counts.set(verb, (counts.get(verb) ?? 0) + 1);
  }
  const named = Array.from(counts).slice(0, MOST_NAMED);
  const rest = calls.length - named.reduce((sum, [, count]) => sum + count, 0);
  const words = named.map(([verb, count]) => (count === 1 ? verb : `${verb} (${count})`));
  return `${formatQuantity(calls.length, 'call')}: ${words.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
