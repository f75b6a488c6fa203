import type { Timestamp } from '../../layer/origin.ts';
import type { Exchange } from '../../model/exchange.ts';
import { clientWords, operationWords, receivedBytes, sentBytes } from '../view-model/exchange-row.ts';
import { safeLines, safeText } from '../view-model/safe-text.ts';
import { exchangeStatus, isFailure, type Status } from '../view-model/status.ts';

/** The exchanges as a waterfall. */
export interface ExchangesPart {
  /** What clients asked daemons. */
  readonly plain: ExchangeList;
  /** gRPC calls of BuildKit, which go on inside of those or on connections of their own. */
  readonly inner: ExchangeList;
  /** Of the capture's exchanges; all rows count from the start. */
  readonly start: Timestamp | null;
  readonly lengthMs: number;
}

export interface ExchangeList {
  /** In the order of their first bytes. */
  readonly rows: readonly ExchangeLine[];
  readonly total: number;
  /** Of all of them, shown or not. */
  readonly up: number;
  readonly down: number;
}

/** Texts are safe to print. */
export interface ExchangeLine {
  readonly id: number;
  readonly client: string;
  readonly operation: string;
  readonly status: Status;
  readonly failed: boolean;
  /** What the daemon said was wrong. */
  readonly message: string | null;
  readonly up: number;
  readonly down: number;
  /** Milliseconds since the start of the capture; null where no time is known. */
  readonly startMs: number | null;
  readonly sendMs: number;
  readonly waitMs: number;
  readonly receiveMs: number;
  readonly tookMs: number | null;
}

const MOST_EXCHANGES = 250;
const MOST_INNER = 150;
const LONGEST_OPERATION = 200;
const LONGEST_MESSAGE = 300;

export function exchangesPart(exchanges: readonly Exchange[]): ExchangesPart {
  const start = exchanges.reduce<Timestamp | null>((first, exchange) => {
    const at = startOf(exchange);
    return at === null || (first !== null && first <= at) ? first : at;
  }, null);
  const end = exchanges.reduce((last, exchange) => {
    const at = startOf(exchange);
    return at === null || start === null ? last : Math.max(last, (at - start) / 1000 + tookOf(exchange));
  }, 0);
  const list = (wanted: readonly Exchange[], most: number): ExchangeList => ({
    rows: mostTelling(wanted, most).map((exchange) => exchangeLine(exchange, start)),
    total: wanted.length,
    up: wanted.reduce((sum, exchange) => sum + sentBytes(exchange), 0),
    down: wanted.reduce((sum, exchange) => sum + receivedBytes(exchange), 0),
  });
  return {
    plain: list(
      exchanges.filter(({ docker }) => docker.grpc === null),
      MOST_EXCHANGES,
    ),
    inner: list(
      exchanges.filter(({ docker }) => docker.grpc !== null),
      MOST_INNER,
    ),
    start,
    lengthMs: end,
  };
}

function startOf({ request, response }: Exchange): Timestamp | null {
  return request?.time ?? response?.time ?? null;
}

function tookOf({ timing }: Exchange): number {
  return timing.totalMs ?? (timing.sendMs ?? 0) + (timing.waitMs ?? 0) + (timing.receiveMs ?? 0);
}

/** Builds and failures first, then what took long; the rest is left out. */
function mostTelling(exchanges: readonly Exchange[], most: number): readonly Exchange[] {
  if (exchanges.length <= most) return exchanges;
  const weight = (exchange: Exchange): number => {
    if (exchange.docker.build !== null) return Number.MAX_VALUE;
    return isFailure(exchange) ? Number.MAX_VALUE / 2 : tookOf(exchange);
  };
  const kept = [...exchanges].sort((one, other) => weight(other) - weight(one)).slice(0, most);
  return kept.sort((one, other) => one.id - other.id);
}

function exchangeLine(exchange: Exchange, start: Timestamp | null): ExchangeLine {
  const { timing, docker } = exchange;
  const at = startOf(exchange);
  const message =
    docker.build?.error?.message ?? docker.error?.message ?? docker.progress?.errorDetail?.message ?? null;
  return {
    id: exchange.id,
    client: clientWords(docker.client),
    operation: cut(operationWords(exchange), LONGEST_OPERATION),
    status: exchangeStatus(exchange),
    failed: isFailure(exchange),
    message: message === null ? null : cut(safeLines(message)[0] ?? '', LONGEST_MESSAGE) || null,
    up: sentBytes(exchange),
    down: receivedBytes(exchange),
    startMs: at === null || start === null ? null : (at - start) / 1000,
    sendMs: Math.max(0, timing.sendMs ?? 0),
    waitMs: Math.max(0, timing.waitMs ?? 0),
    receiveMs: Math.max(0, timing.receiveMs ?? 0),
    tookMs: timing.totalMs,
  };
}

/** A text from the wire that is safe already, not longer than there is room for. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Different clients, in the order of their first exchange. */
export function clientsOf(exchanges: readonly Exchange[]): readonly string[] {
  const named = exchanges.flatMap(({ docker }) =>
    docker.client === null ? [] : [clientWords(docker.client)],
  );
  return [...new Set(named)];
}

/** Different daemons: where they were reached, and their version where one of them said it. */
export function daemonsOf(exchanges: readonly Exchange[]): readonly string[] {
  const versions = new Map<string, string | null>();
  for (const { server, docker } of exchanges) {
    const version = docker.daemon?.version ?? versions.get(server) ?? null;
    versions.set(server, version);
  }
  return Array.from(versions, ([server, version]) =>
    safeText(version === null ? server : `${version} at ${server}`),
  );
}
