import { isIP } from 'node:net';
import { type ProxyAddress, parseProxyAddress } from '../capture/proxy/proxy-address.ts';
import type {
  DaemonProbe,
  DaemonWait,
  NameResolution,
  ProbedCertificate,
  ProbedDoor,
  ProbedHandshake,
} from '../model/daemon-probe.ts';
import type { ChosenDaemon } from '../model/job-environment.ts';
import { ask, type Line, type PingAnswer, ping, unanswered } from './ask-daemon.ts';
import { askDetails, noDetails } from './ask-details.ts';
import { type HeldCertificates, holdCertificates } from './client-certificates.ts';
import { type Knock, knock } from './knock.ts';
import { localNetwork } from './local-network.ts';
import { type Reach, reachOf } from './reach.ts';
import { type Resolver, resolveName, systemResolver } from './resolve-name.ts';
import { refusalWords, shakeHands } from './shake-hands.ts';
import { speaksHttp2 } from './speaks-http2.ts';
import { TimeLimit } from './time-limit.ts';

export interface ProbeOptions {
  readonly resolver?: Resolver;
  /** How long the daemon was waited for before. */
  readonly waited?: DaemonWait;
  /** Ends it sooner, with what is known by then. */
  readonly stopped?: AbortSignal;
}

/** In milliseconds. All of it, and its steps: each is a small multiple of what a slow network takes. */
const WHOLE = 10_000;
const RESOLVE = 3000;
const OPEN = 2500;
const HANDSHAKE = 4000;
/** A daemon that is up answers `/_ping` in a few milliseconds; one that is silent for so long is not up. */
const SILENCE = 5000;
const GLANCE = 1500;

const DOCKER_PORTS = [2375, 2376];
const DIND = 'docker';
const THIS_MACHINE = '127.0.0.1';

/** Asks a daemon all that a client needs to know of it, within ten seconds. Never rejects. */
export async function probeDaemon(daemon: ChosenDaemon, options: ProbeOptions = {}): Promise<DaemonProbe> {
  const { resolver = systemResolver, waited = null, stopped = new AbortController().signal } = options;
  const at = Date.now();
  const limit = new TimeLimit(WHOLE, stopped);
  const address = parseProxyAddress(daemon.address, daemon.tls);
  const held =
    daemon.certificates === null ? null : holdCertificates(daemon.certificates, !daemon.skipsVerify);
  const resolution = await resolved(address, resolver, limit);
  const reach = reachOf(address, resolution?.addresses ?? []);
  const client: Client = { daemon, held, reach, limit };
  const [own, meant, local] = await Promise.all([
    resolution?.error == null ? asClient(client) : null,
    address.kind === 'tcp' ? knockAtPorts(address, resolution, limit) : [],
    localNetwork(),
  ]);
  const elsewhere =
    address.kind === 'unix' && own !== null && own.door.error !== null
      ? await knockInstead(resolver, limit)
      : [];
  const details =
    own?.answer.ping.status === 200
      ? await askDetails(own.line, resolution?.addresses ?? [], () => limit.step(OPEN))
      : noDetails;
  return {
    at,
    address: daemon.address,
    tls: daemon.tls ? (daemon.skipsVerify ? 'unverified' : 'verified') : null,
    host: address.kind === 'tcp' ? address.host : null,
    resolution,
    doors: [...(own === null ? [] : [own.door]), ...meant, ...elsewhere],
    clientCertificates: held?.facts ?? null,
    handshake: own?.handshake ?? null,
    certificate: own?.certificate ?? null,
    ping: own === null || own.answer === notAsked ? null : own.answer.ping,
    clockDifferenceMs: own?.answer.clockDifferenceMs ?? null,
    ...details,
    local,
    waited,
  };
}

async function resolved(
  address: ProxyAddress,
  resolver: Resolver,
  limit: TimeLimit,
): Promise<NameResolution | null> {
  if (address.kind === 'unix') return null;
  if (isIP(address.host) !== 0) return { addresses: [address.host], error: null };
  return resolveName(address.host, resolver, limit.step(RESOLVE));
}

interface Client {
  readonly daemon: ChosenDaemon;
  readonly held: HeldCertificates | null;
  readonly reach: Reach;
  readonly limit: TimeLimit;
}

/** What a client that does as it is told comes to see. */
interface ClientView {
  readonly door: ProbedDoor;
  readonly handshake: ProbedHandshake | null;
  readonly certificate: ProbedCertificate | null;
  readonly answer: PingAnswer;
  readonly line: Line;
}

const notAsked: PingAnswer = { ping: unanswered('not asked', 0), clockDifferenceMs: null };

function asClient(client: Client): Promise<ClientView> {
  return client.daemon.tls ? throughTls(client) : inPlain(client);
}

async function inPlain({ reach, limit }: Client): Promise<ClientView> {
  const line: Line = { reach, tls: null };
  const [found, http2] = await Promise.all([
    knock(reach, limit.step(OPEN), () => limit.step(SILENCE)),
    speaksHttp2(reach, limit.step(GLANCE)),
  ]);
  const answers = found.door.speaks === 'http' || found.door.speaks === 'http2';
  return {
    door: { ...found.door, http2: answers ? http2 : null },
    handshake: null,
    certificate: null,
    answer: found.door.speaks === 'http' ? await ping(line, limit.step(SILENCE)) : withoutAnswer(found),
    line,
  };
}

function withoutAnswer({ ending, door }: Knock): PingAnswer {
  if (ending === 'shut' || ending === 'answered') return notAsked;
  return { ping: unanswered(ending, door.tookMs), clockDifferenceMs: null };
}

async function throughTls({ daemon, held, reach, limit }: Client): Promise<ClientView> {
  const begun = performance.now();
  const certificates = held?.certificates ?? null;
  const verify = !daemon.skipsVerify;
  const line: Line = { reach, tls: { certificates, verify } };
  const { handshake, certificate, http2 } = await shakeHands(reach, certificates, limit.step(HANDSHAKE));
  if (handshake.error !== null) {
    // It may be no TLS at all, or nobody.
    const found = await knock(reach, limit.step(OPEN), () => limit.step(SILENCE));
    return { door: found.door, handshake, certificate, answer: withoutAnswer(found), line };
  }
  const door: ProbedDoor = {
    address: daemon.address,
    port: reach.kind === 'tcp' ? reach.port : null,
    error: null,
    speaks: 'tls',
    status: null,
    http2,
    tookMs: performance.now() - begun,
  };
  if (verify && (certificates === null || !isTrusted(certificate))) {
    return { door, handshake, certificate, answer: notAsked, line };
  }
  const anonymous: Line = {
    reach,
    tls: { certificates: certificates === null ? null : { ...certificates, client: null }, verify },
  };
  const [answer, stranger] = await Promise.all([
    ping(line, limit.step(SILENCE)),
    certificates?.client == null ? null : ask(anonymous, 'HEAD', '/_ping', limit.step(OPEN)),
  ]);
  // With TLS 1.3 a server refuses a client after the handshake.
  const refusal = handshake.refusal ?? refusalWords(answer.ping.error ?? '');
  return {
    door,
    handshake: { ...handshake, refusal, demandsCertificate: demands(stranger, refusal, answer) },
    certificate,
    answer,
    line,
  };
}

function isTrusted(certificate: ProbedCertificate | null): boolean {
  return certificate?.error === null && certificate.coversHost;
}

/** `stranger` is what somebody without a certificate was answered; null where the client is one itself. */
function demands(
  stranger: Awaited<ReturnType<typeof ask>> | null,
  refusal: string | null,
  { ping: asked }: PingAnswer,
): boolean | null {
  if (stranger === null) return refusal !== null ? true : asked.status === null ? null : false;
  if (!('error' in stranger)) return false;
  return refusalWords(stranger.error) === null ? null : true;
}

/** Docker's ports that are not the client's own, on the same host; on this machine where the name is none. */
function knockAtPorts(
  address: ProxyAddress & { readonly kind: 'tcp' },
  resolution: NameResolution | null,
  limit: TimeLimit,
): Promise<readonly ProbedDoor[]> {
  if (resolution?.error != null) return knockAt(THIS_MACHINE, [THIS_MACHINE], DOCKER_PORTS, limit);
  const others = DOCKER_PORTS.filter((port) => port !== address.port);
  return knockAt(address.host, resolution?.addresses ?? [], others, limit);
}

/** There is no socket that opens: is there a daemon where dind would be? */
async function knockInstead(resolver: Resolver, limit: TimeLimit): Promise<readonly ProbedDoor[]> {
  const { addresses } = await resolveName(DIND, resolver, limit.step(RESOLVE));
  const [named, here] = await Promise.all([
    addresses.length === 0 ? [] : knockAt(DIND, addresses, DOCKER_PORTS, limit),
    knockAt(THIS_MACHINE, [THIS_MACHINE], DOCKER_PORTS, limit),
  ]);
  return [...named, ...here];
}

async function knockAt(
  host: string,
  addresses: readonly string[],
  ports: readonly number[],
  limit: TimeLimit,
): Promise<readonly ProbedDoor[]> {
  const knocks = ports.map((port) =>
    knock({ kind: 'tcp', host, port, addresses }, limit.step(OPEN), () => limit.step(GLANCE)),
  );
  return (await Promise.all(knocks)).map(({ door }) => door);
}
