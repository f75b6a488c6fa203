import type { Timestamp } from '../../layer/origin.ts';
import type { Exchange } from '../../model/exchange.ts';

/**
 * One client process may still be at work this long after its last call, in microseconds, as far as a new
 * connection of its host is concerned. A shell needs more than this to start the next `docker`.
 */
const BREATH = 30_000;

/** The same for a call that can only belong to something that was begun before: an exec's start. */
const LONG_BREATH = 2_000_000;

/** How long the docker CLI takes to start a plugin (buildx) after its own ping. */
const PLUGIN_START = 1_000_000;

/** Groups that are remembered as possible owners of a new connection; older ones are over. */
const MAX_RECENT = 64;

/** Calls of one command: a `docker build` with BuildKit makes some hundred. More stand by themselves. */
const MAX_CALLS = 2000;

interface Group {
  /** Id of the first call. */
  readonly id: number;
  readonly host: string;
  readonly calls: Set<number>;
  /** Calls that go on. */
  readonly open: Set<number>;
  readonly containers: Set<string>;
  /** `X-Docker-Expose-Session-Uuid` of its sessions, and `session` of its builds. */
  readonly sessions: Set<string>;
  lastAt: Timestamp;
  /** It created an exec that nobody started yet. */
  awaitsExec: boolean;
  /** It is no more than a ping of the docker CLI, which may go on as a plugin, a process of its own. */
  awaitsPlugin: boolean;
  /** Its first call was a HEAD of `/_ping`, which is followed by a GET where the daemon refused it. */
  readonly beganWithHead: boolean;
  /** One command makes one build. */
  hasBuild: boolean;
  /** Of buildx, which opens a connection and pings for each thing that it wants to know. */
  speaksGrpc: boolean;
  /** Each connection of the docker CLI belongs to one command; others' connections live longer. */
  readonly isCommand: boolean;
}

/**
 * Finds which calls belong to one command of a client. The docker CLI is a process of its own for each
 * command, which begins with a ping on a new connection; its further connections are known by what they are
 * about (the container, the session), and else by being opened while the command is at work. Of other
 * clients only the life of one container is put together, and what a BuildKit connection carries.
 */
export class CommandGroups {
  readonly #groups = new Map<number, Group>();
  readonly #ofCall = new Map<number, Group>();
  /** The newest group of each connection. */
  readonly #ofConnection = new Map<number, Group>();
  #recent: Group[] = [];

  /** Takes in a call, or a newer state of it. Gives the id of its group: that of the first call in it. */
  put(exchange: Exchange): number {
    let group = this.#ofCall.get(exchange.id);
    if (group === undefined) {
      group = this.#owner(exchange) ?? this.#begin(exchange);
      group.calls.add(exchange.id);
      this.#ofCall.set(exchange.id, group);
      if (exchange.docker.grpc === null) this.#ofConnection.set(exchange.connection, group);
    }
    this.#note(group, exchange);
    return group.id;
  }

  /** Ids of a group's calls, in order; empty for a group that is not there. */
  calls(group: number): readonly number[] {
    return Array.from(this.#groups.get(group)?.calls ?? []).sort((one, other) => one - other);
  }

  groupOf(id: number): number | null {
    return this.#ofCall.get(id)?.id ?? null;
  }

  /** Exchanges with lower ids were let go. */
  forgetBefore(oldest: number): void {
    for (const [id, group] of this.#ofCall) {
      if (id >= oldest) break;
      this.#ofCall.delete(id);
      group.calls.delete(id);
      if (group.calls.size === 0) this.#groups.delete(group.id);
    }
  }

  #owner(exchange: Exchange): Group | null {
    const group = this.#candidate(exchange);
    return group !== null && group.calls.size < MAX_CALLS ? group : null;
  }

  #candidate(exchange: Exchange): Group | null {
    const carrier = exchange.docker.grpc?.carrier;
    if (carrier != null) return this.#ofCall.get(carrier) ?? null;
    const known = this.#ofConnection.get(exchange.connection);
    const host = hostOf(exchange.client);
    if (known === undefined) return this.#ofNewConnection(exchange, host);
    if (known.isCommand) return isPing(exchange) && !goesOnWith(known, exchange) ? null : known;
    return this.#sameContainer(exchange, host);
  }

  #ofNewConnection(exchange: Exchange, host: string): Group | null {
    const at = timeOf(exchange);
    const working = (group: Group, breath: number) => group.open.size > 0 || at - group.lastAt <= breath;
    if (isPing(exchange)) {
      if (!COMMAND_CLIENTS.has(exchange.docker.client?.name ?? '')) return null;
      // A BuildKit client pings on each of its connections.
      const buildx = this.#find((group) => group.host === host && group.speaksGrpc && working(group, BREATH));
      return buildx ?? this.#startedPlugin(exchange, host);
    }
    const session = sessionOf(exchange);
    if (session !== null) {
      const owner = this.#find((group) => group.sessions.has(session));
      if (owner !== null) return owner;
    }
    const sameContainer = this.#sameContainer(exchange, host);
    if (sameContainer !== null) return sameContainer;
    if (exchange.operation === 'ExecStart') {
      return this.#find((group) => group.host === host && group.awaitsExec && working(group, LONG_BREATH));
    }
    if (!NEVER_ALONE.has(exchange.operation ?? '')) return null;
    const another = exchange.operation === 'ImageBuild';
    return this.#find(
      (group) =>
        group.host === host && group.isCommand && working(group, BREATH) && !(another && group.hasBuild),
    );
  }

  /** A command whose docker CLI has only pinged so far, the last one of this host. */
  #startedPlugin(exchange: Exchange, host: string): Group | null {
    if (exchange.docker.client?.name !== 'Go program') return null;
    const last = this.#find((group) => group.host === host);
    return last?.awaitsPlugin && timeOf(exchange) - last.lastAt <= PLUGIN_START ? last : null;
  }

  /** The life of a container that was created by the same host a moment ago. */
  #sameContainer(exchange: Exchange, host: string): Group | null {
    const { container } = exchange.docker;
    if (!LIFE.has(exchange.operation ?? '') || container?.id == null) return null;
    const { id } = container;
    const at = timeOf(exchange);
    return this.#find(
      (group) =>
        group.host === host &&
        group.containers.has(id) &&
        (group.open.size > 0 || at - group.lastAt <= LONG_BREATH),
    );
  }

  #find(belongs: (group: Group) => boolean): Group | null {
    return this.#recent.findLast(belongs) ?? null;
  }

  #begin(exchange: Exchange): Group {
    const group: Group = {
      id: exchange.id,
      host: hostOf(exchange.client),
      calls: new Set(),
      open: new Set(),
      containers: new Set(),
      sessions: new Set(),
      lastAt: timeOf(exchange),
      awaitsExec: false,
      awaitsPlugin: false,
      hasBuild: false,
      beganWithHead: exchange.operation === 'SystemPingHead',
      speaksGrpc: false,
      isCommand: COMMAND_CLIENTS.has(exchange.docker.client?.name ?? ''),
    };
    this.#groups.set(group.id, group);
    this.#recent.push(group);
    if (this.#recent.length > 2 * MAX_RECENT) {
      const old = this.#recent.slice(0, MAX_RECENT);
      this.#recent = [...old.filter(({ open }) => open.size > 0), ...this.#recent.slice(MAX_RECENT)];
    }
    return group;
  }

  #note(group: Group, exchange: Exchange): void {
    const { id, operation, docker, state } = exchange;
    group.awaitsPlugin = group.calls.size === 1 && isPing(exchange) && docker.client?.name === 'docker';
    if (state === 'open') group.open.add(id);
    else group.open.delete(id);
    group.lastAt = Math.max(group.lastAt, timeOf(exchange) + (exchange.timing.totalMs ?? 0) * 1000);
    if (operation === 'ContainerCreate' && docker.container?.id != null) {
      group.containers.add(docker.container.id);
    }
    if (operation === 'ContainerExec') group.awaitsExec = true;
    if (operation === 'ExecStart') group.awaitsExec = false;
    if (operation === 'Grpc') group.speaksGrpc = true;
    if (operation === 'ImageBuild') group.hasBuild = true;
    const session = sessionOf(exchange);
    if (session !== null) group.sessions.add(session);
  }
}

/** Clients whose process makes the calls of one command and ends. */
const COMMAND_CLIENTS: ReadonlySet<string> = new Set(['docker', 'Go program', 'buildx']);

/** Calls that follow another one of the same command, on whichever connection. */
const NEVER_ALONE: ReadonlySet<string> = new Set([
  'Session',
  'Grpc',
  'ContainerAttach',
  'ContainerWait',
  'ContainerResize',
  'ExecResize',
  'ImageBuild',
]);

/** Calls that are part of `docker run` when they follow the container's creation. */
const LIFE: ReadonlySet<string> = new Set([
  'ContainerStart',
  'ContainerAttach',
  'ContainerAttachWebsocket',
  'ContainerWait',
  'ContainerResize',
  'ContainerDelete',
  'ContainerKill',
  'ContainerLogs',
  'ContainerInspect',
]);

function isPing({ operation }: Exchange): boolean {
  return operation === 'SystemPing' || operation === 'SystemPingHead';
}

/** Whether a ping on its connection does not begin another command. */
function goesOnWith({ speaksGrpc, beganWithHead, calls }: Group, { operation }: Exchange): boolean {
  return speaksGrpc || (beganWithHead && operation === 'SystemPing' && calls.size === 1);
}

function timeOf({ request, response }: Exchange): Timestamp {
  return request?.time ?? response?.time ?? 0;
}

/** Without the port. */
function hostOf(client: string): string {
  return client.replace(/:\d+$/, '');
}

function sessionOf({ operation, request }: Exchange): string | null {
  if (request === null) return null;
  if (operation === 'ImageBuild') return String(request.query.session?.[0] ?? '') || null;
  if (operation !== 'Session') return null;
  const header = request.headers.find(([name]) => name.toLowerCase() === 'x-docker-expose-session-uuid');
  return header === undefined ? null : String(header[1]);
}
