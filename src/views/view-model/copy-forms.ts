import type { Exchange } from '../../model/exchange.ts';
import { exchangeArguments, shellWords } from './command-arguments.ts';
import type { CommandCalls } from './engine.ts';
import { operationWords } from './exchange-row.ts';
import { ignoreAdvice } from './ignore-advice.ts';
import { safeText } from './safe-text.ts';

/** Headers that curl writes itself, or that belong to the connection. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'accept-encoding',
  'user-agent',
]);

/** The request as curl would make it; secrets are masked, and a body is to be given from a file. */
export function toCurl(exchange: Exchange): string | null {
  const { request, server } = exchange;
  if (request === null || request.method === '') return null;
  const words = ['curl'];
  const isUnix = server.startsWith('/') || server.startsWith('@');
  if (isUnix) words.push('--unix-socket', server);
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== 'GET') words.push('-X', request.method);
  for (const [name, value] of request.headers) {
    if (!OWN_HEADERS.has(name.toLowerCase()) && !name.startsWith(':')) words.push('-H', `${name}: ${value}`);
  }
  if (request.body.bytes > 0) words.push('--data-binary', '@body');
  words.push(`http://${isUnix ? 'docker' : server}${request.target}`);
  return shellWords(words.map((word) => safeText(word)));
}

/** The docker command that makes such a call, or all the calls of `command`; null where there is none. */
export function toDockerCommand(exchange: Exchange, command: CommandCalls | null): string | null {
  const words = command === null ? exchangeArguments(exchange) : command.arguments;
  return words === null ? null : `docker ${shellWords(words)}`;
}

/** What of a build's context could stay at home, as lines for .dockerignore; null where nothing is known. */
export function ignoreLines({ docker: { build } }: Exchange): string | null {
  const lines = build === null ? [] : ignoreAdvice(build).lines;
  return lines.length === 0 ? null : `${lines.join('\n')}\n`;
}

export function toSummary(exchange: Exchange): string {
  return operationWords(exchange);
}
