import { now } from '../clock.ts';
import { clientEnvironment } from './client-environment.ts';
import { ConnectionSet } from './connection-set.ts';
import { DaemonConnector } from './daemon-connector.ts';
import { guardNotices, refuseUnguarded } from './guard.ts';
import { type Listener, listen } from './listener.ts';
import type { PrivateDirectory } from './private-directory.ts';
import { type DaemonTraits, probeDaemon } from './probe-daemon.ts';
import { ProxyError } from './proxy-error.ts';
import type { ProxyEvent } from './proxy-event.ts';
import { makeIdentity, type ProxyIdentity } from './proxy-identity.ts';
import type { ProxyOptions, RunningProxy } from './proxy-options.ts';
import { PacketRecorder } from './record/packet-recorder.ts';
import { type Certificates, readCertificates } from './tls/certificates.ts';
import { ClientTls } from './tls/client-tls.ts';
import { DaemonTls } from './tls/daemon-tls.ts';
import { KeyLog } from './tls/key-log.ts';

type Emit = (event: ProxyEvent) => void;
type LogSecrets = (line: Buffer) => void;

/** Starts a proxy: clients in, a daemon out, and a capture of what they say. Throws `ProxyError`. */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const held = new HeldResources();
  try {
    return await start(options, emitter(options), held);
  } catch (error) {
    await held.release();
    throw error;
  }
}

async function start(options: ProxyOptions, emit: Emit, held: HeldResources): Promise<RunningProxy> {
  const { listen: ends, target } = options;
  const certificates = certificatesFor(options);
  if (options.keylog !== undefined) held.keylog = new KeyLog(options.keylog);
  if (options.record !== undefined) held.recorder = makeRecorder(options.record, options.application, emit);
  const { keylog, recorder } = held;
  const logSecrets: LogSecrets | null = keylog === null ? null : (line) => keylog.add(line);

  const { connector, traits } = await meetDaemon(options, certificates, logSecrets);
  for (const end of ends) refuseUnguarded(end, traits);

  let identity: ProxyIdentity | null = null;
  let clientTls: ClientTls | null = null;
  if (certificates !== null && ends.some((end) => end.tls)) {
    identity = await makeIdentity(certificates, ends);
    held.ownFolder = identity.ownFolder;
    clientTls = makeClientTls(identity, certificates, traits, logSecrets);
  }

  const http2 = traits?.speaksHttp2 ?? false;
  const connections = new ConnectionSet({ target, connector, http2, clientTls, recorder, emit });
  held.connections = connections;
  for (const end of ends) {
    const listener = await listen(end, {
      allowRemote: options.allowRemote ?? false,
      accept: (socket, actual) => connections.accept(socket, actual),
    });
    held.listeners.push(listener);
  }

  const listening = held.listeners.map(({ end }) => end);
  const [first] = listening;
  if (first === undefined) throw new ProxyError('bad-address', 'there is no address to listen on; name one');
  for (const end of listening) emit({ kind: 'listening', end });
  for (const notice of guardNotices(listening, traits)) emit(notice);
  const environment = clientEnvironment(first, identity?.clientFolder ?? null);
  if (identity?.ownFolder) emit(ownAuthorityNotice(identity));
  return {
    listening,
    environment,
    counts: () => connections.counts(),
    close: () => held.release(),
  };
}

/** What has to be given back, whether the proxy came to run or not. */
class HeldResources {
  readonly listeners: Listener[] = [];
  connections: ConnectionSet | null = null;
  recorder: PacketRecorder | null = null;
  keylog: KeyLog | null = null;
  ownFolder: PrivateDirectory | null = null;
  #released: Promise<void> | null = null;

  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  async #release(): Promise<void> {
    // A listener is closed when the last of its connections is.
    const stopped = this.listeners.map((listener) => listener.close());
    await this.connections?.close();
    await Promise.all(stopped);
    await this.recorder?.close(now());
    await this.keylog?.close();
    this.ownFolder?.remove();
  }
}

function emitter({ onEvent }: ProxyOptions): Emit {
  return (event) => {
    try {
      onEvent?.(event);
    } catch {
      // Who listens must not disturb who is listened to.
    }
  };
}

function certificatesFor({ certificates, listen: ends, target }: ProxyOptions): Certificates | null {
  if (certificates !== undefined) return readCertificates(certificates);
  if (!target.tls && !ends.some((end) => end.tls)) return null;
  throw new ProxyError(
    'certificates-missing',
    "TLS needs certificates; give the folder of dind's /certs with --certs",
  );
}

function makeRecorder(path: string, application = 'dind-sniff', emit: Emit): PacketRecorder {
  return new PacketRecorder(path, application, {
    behind: () => emit({ kind: 'recording-behind' }),
    stopped: (error) => {
      const why = error.code === 'ENOSPC' ? 'almost no space is left on its disk' : error.message;
      const message = `nothing more is written to ${path}: ${why}; connections go on`;
      emit({ kind: 'recording-stopped', message });
    },
  });
}

/** The way to the daemon, and what it wants; without TLS there is nothing to ask. */
async function meetDaemon(
  { target }: ProxyOptions,
  certificates: Certificates | null,
  logSecrets: LogSecrets | null,
): Promise<{ readonly connector: DaemonConnector; readonly traits: DaemonTraits | null }> {
  if (certificates === null || !target.tls)
    return { connector: new DaemonConnector(target, null), traits: null };
  const { address } = target;
  const tls = new DaemonTls(address.kind === 'tcp' ? address.host : 'localhost', certificates, logSecrets);
  const hasClientCertificate = certificates.client !== null;
  const credentials = { tls, hasClientCertificate, folder: certificates.clientFolder };
  const connector = new DaemonConnector(target, credentials);
  return { connector, traits: await probeDaemon(connector, tls) };
}

function makeClientTls(
  identity: ProxyIdentity,
  certificates: Certificates,
  traits: DaemonTraits | null,
  keylog: LogSecrets | null,
): ClientTls {
  return new ClientTls({
    certificate: identity.certificate,
    key: identity.key,
    names: identity.names,
    ownAuthority: identity.ownFolder !== null,
    ca: certificates.ca,
    // A daemon without TLS is guarded by where it is; who comes over TLS has to show something.
    demandCertificate: traits?.demandsCertificate ?? true,
    protocols: traits?.speaksHttp2 ? ['h2', 'http/1.1'] : ['http/1.1'],
    keylog,
  });
}

function ownAuthorityNotice({ clientFolder }: ProxyIdentity): ProxyEvent {
  const message =
    `the CA's key is not there, so clients need DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH=${clientFolder}; ` +
    'to have them trust the proxy as they are, mount ca/ of the /certs volume as well';
  return { kind: 'notice', code: 'own-authority', message };
}
