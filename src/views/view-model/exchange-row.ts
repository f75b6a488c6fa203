import type { Timestamp } from '../../layer/origin.ts';
import type { ClientIdentity } from '../../model/docker-facts.ts';
import type { Exchange } from '../../model/exchange.ts';
import { exchangeFacts } from './exchange-facts.ts';
import { safeText } from './safe-text.ts';
import { exchangeStatus, type Status } from './status.ts';

/** One exchange in a list. Text is safe to print; numbers are left to the view, which may sort by them. */
export interface ExchangeRow {
  readonly id: number;
  readonly connection: number;
  /** When the request began, or the response where only that was captured. */
  readonly at: Timestamp | null;
  /** Who asked, in words: `docker 28.2`, its process where it did not say, or `?`. */
  readonly client: string;
  readonly from: string;
  readonly to: string;
  readonly operation: string;
  readonly status: Status;
  /** Body bytes to the daemon and from it, those of a hijack too. */
  readonly up: number;
  readonly down: number;
  readonly tookMs: number | null;
  /** What is worth a line of its own beneath the row, most important first. */
  readonly facts: readonly string[];
}

export function exchangeRow(exchange: Exchange): ExchangeRow {
  const { request, response, tlsFailure } = exchange;
  return {
    id: exchange.id,
    connection: exchange.connection,
    at: request?.time ?? response?.time ?? tlsFailure?.at ?? null,
    client: exchange.docker.client === null ? processWords(exchange) : clientWords(exchange.docker.client),
    from: safeText(exchange.client),
    to: safeText(exchange.server),
    operation: titleWords(exchange),
    status: exchangeStatus(exchange),
    up: sentBytes(exchange),
    down: receivedBytes(exchange),
    tookMs: exchange.timing.totalMs,
    facts: exchangeFacts(exchange),
  };
}

/** Body bytes to the daemon, those of a hijack too. */
export function sentBytes({ request, hijack }: Exchange): number {
  return (request?.body.bytes ?? 0) + (hijack?.clientBytes ?? 0);
}

/** Body bytes from the daemon, those of a hijack too. */
export function receivedBytes({ response, hijack }: Exchange): number {
  return (response?.body.bytes ?? 0) + (hijack?.serverBytes ?? 0);
}

/** What was asked for, with the image of a container that has no known name: `attach 778c86d27729 (alpine)`. */
export function titleWords(exchange: Exchange): string {
  const { container, images } = exchange.docker;
  const words = operationWords(exchange);
  const [image] = images;
  if (container?.id == null || container.name !== null || image === undefined) return words;
  // Where an image is named already it says nothing new.
  if (!words.includes(container.id.slice(0, SHORT_ID)) || words.includes(image)) return words;
  return `${words} (${safeText(image)})`;
}

/** Characters of an id that Docker shows to people. */
const SHORT_ID = 12;

/** `build web:latest`, or the method and target where nothing better is known. */
export function operationWords(exchange: Exchange): string {
  if (exchange.summary !== '') return safeText(exchange.summary);
  if (exchange.request === null) return 'answer without its request';
  return safeText(`${exchange.request.method} ${exchange.request.target}`);
}

/** `curl (4711)`: a client that does not name itself may be known to the proxy. */
function processWords({ proxied }: Exchange): string {
  const name = /^[^ ]*?([^/ ]+)(?: |$)/.exec(proxied?.command ?? '')?.[1];
  return proxied?.pid == null || name === undefined ? '?' : safeText(`${name} (${proxied.pid})`);
}

const LIBRARIES: ReadonlySet<string> = new Set(['', 'grpc-go', 'Go program']);

/** Whether a client names only the library that it makes its calls with. */
export function isLibrary({ name }: ClientIdentity): boolean {
  return LIBRARIES.has(name);
}

/** Name with the version's first two numbers, which is what tells clients apart: `docker 28.2`. */
export function clientWords(client: ClientIdentity | null): string {
  if (client === null || client.name === '') return '?';
  const short = /^\d+(\.\d+)?/.exec(client.version ?? '')?.[0];
  return safeText(short === undefined ? client.name : `${client.name} ${short}`);
}
