import type { DaemonProbe, ProbedDoor } from '../../model/daemon-probe.ts';
import type { ChosenDaemon } from '../../model/job-environment.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { safeText } from '../view-model/safe-text.ts';
import { doubtful, failed, fine, type Step } from './step.ts';

/** From the name to the first answer. */
export function connectionSteps(probe: DaemonProbe, daemon: ChosenDaemon): readonly Step[] {
  const own = probe.doors.find((door) => door.address === probe.address) ?? null;
  return [
    ...nameStep(probe),
    ...(own === null ? [] : [doorStep(own, probe)]),
    ...(own === null || own.error !== null ? [] : speaksStep(own, probe)),
    ...clientFilesStep(probe, daemon),
    ...certificateStep(probe),
    ...pingStep(probe),
  ];
}

function nameStep({ host, resolution }: DaemonProbe): readonly Step[] {
  if (host === null || resolution === null) return [];
  const name = safeText(host);
  const { addresses, error } = resolution;
  if (error === null) {
    return addresses[0] === host ? [] : [fine('name', `${name} is ${addresses.map(safeText).join(', ')}`)];
  }
  if (error === 'ENOTFOUND') {
    return [failed('name', `there is no ${name} here`, 'Set DOCKER_HOST to where the daemon is.')];
  }
  const fix = 'Look at /etc/resolv.conf, and whether the job is in the network that it should be in.';
  return [failed('name', `no name server has an answer for ${name} (${safeText(error)})`, fix)];
}

function doorStep(own: ProbedDoor, { doors }: DaemonProbe): Step {
  if (own.port === null) {
    const path = safeText(own.address.replace(/^unix:\/\//, ''));
    if (own.error === null) return fine('socket', `${path} accepts`);
    const fix = 'Start the daemon, mount its socket here, or set DOCKER_HOST to where it is.';
    return failed('socket', `${path} ${doorWords(own.error)}`, fix);
  }
  const others = doors.filter(({ address, port }) => address !== own.address && port !== null);
  const told = [own, ...others].map(({ port, error }) => `${port} ${doorWords(error)}`).join('; ');
  if (own.error === null) return fine('port', told);
  return failed('port', told, 'Look whether dockerd runs, and with which -H.');
}

const DOOR_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses',
  ETIMEDOUT: 'gives no answer',
  EHOSTUNREACH: 'has no route to it',
  ENETUNREACH: 'has no route to it',
  ENOENT: 'is not there',
  EACCES: 'may not be opened by this user',
  EPERM: 'may not be opened by this user',
};

function doorWords(error: string | null): string {
  return error === null ? 'accepts' : (DOOR_ERRORS[error] ?? `fails (${safeText(error)})`);
}

function speaksStep(own: ProbedDoor, { tls, handshake }: DaemonProbe): readonly Step[] {
  const http2 = own.http2 === true ? ', also HTTP/2' : '';
  if (own.speaks === 'other') {
    return [
      failed('speaks', 'neither HTTP nor TLS: it is no Docker daemon', 'Set DOCKER_HOST to the daemon.'),
    ];
  }
  if (own.speaks === 'http2') {
    return [
      failed('speaks', 'HTTP/2 alone, which docker clients do not begin with', 'Look what listens there.'),
    ];
  }
  if (tls === null) {
    if (own.speaks === 'http') return [fine('speaks', `HTTP without TLS${http2}`)];
    if (own.speaks !== 'tls') return [];
    const fix =
      'Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to a folder with ca.pem, cert.pem and key.pem.';
    return [failed('speaks', 'TLS, and this client speaks plain HTTP', fix)];
  }
  if (own.speaks === 'http') {
    const fix = 'Unset DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, or start dind with DOCKER_TLS_CERTDIR=/certs.';
    return [failed('speaks', 'plain HTTP, and this client wants TLS', fix)];
  }
  if (handshake === null) return [];
  const { protocol, demandsCertificate, refusal, error } = handshake;
  if (error !== null) {
    const fix = 'Look at it with openssl s_client -connect.';
    return [failed('speaks', `no TLS that both know (${safeText(error)})`, fix)];
  }
  const version = safeText(protocol ?? 'TLS').replace(/^TLSv/, 'TLS ');
  const wants =
    demandsCertificate === null
      ? ''
      : demandsCertificate
        ? ', wants a client certificate'
        : ', takes any client';
  const spoken = fine('speaks', version + http2 + wants);
  if (refusal === null) return [spoken];
  const fix = 'Set DOCKER_CERT_PATH to a folder with cert.pem and key.pem of this daemon.';
  return [
    spoken,
    failed('certificate', `the daemon does not take the client's (alert: ${safeText(refusal)})`, fix),
  ];
}

function clientFilesStep(
  { tls, clientCertificates: held }: DaemonProbe,
  daemon: ChosenDaemon,
): readonly Step[] {
  if (tls === null || held === null) return [];
  if (held.error !== null) {
    const [what = '', fix = 'Look at the files there.'] = held.error.split('; ', 2);
    return [failed('client files', safeText(what), sentence(safeText(fix)))];
  }
  const folder = safeText(held.folder);
  if (daemon.skipsVerify && held.client === null)
    return [fine('client files', `${folder} holds no certificate`)];
  const holds =
    held.client === null ? 'ca.pem, and no certificate of a client' : 'ca.pem, cert.pem and key.pem';
  return [fine('client files', `${folder} holds ${holds}`)];
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whoever keeps a daemon for so long is told in time. */
const SOON_DAYS = 14;
const MAX_NAMES = 6;

function certificateStep({ certificate, tls, at, host }: DaemonProbe): readonly Step[] {
  if (certificate === null) return [];
  const { names, issuer, validTo, error, coversHost } = certificate;
  const shown = names.slice(0, MAX_NAMES).map((name) => safeText(name.replace(/^(DNS|IP):/, '')));
  const covers = `is for ${shown.join(', ') || 'no name'}${names.length > MAX_NAMES ? ', …' : ''}`;
  const until = Number.isFinite(validTo)
    ? `until ${new Date(validTo).toISOString().slice(0, 10)}`
    : 'without an end';
  const words = `${covers}; ${until}; signed by ${safeText(issuer)}`;
  if (tls === 'unverified')
    return [doubtful('certificate', `${words}; not verified`, 'Set DOCKER_TLS_VERIFY=1.')];
  if (error !== null) {
    return [
      failed(
        'certificate',
        `${words}: ${safeText(error)}`,
        'Share one /certs volume between dind and its clients.',
      ),
    ];
  }
  if (!coversHost)
    return [failed('certificate', `${covers}, not for ${safeText(host ?? '')}`, 'Use one of these names.')];
  const days = Math.floor((validTo - at) / DAY_MS);
  return days < SOON_DAYS
    ? [doubtful('certificate', `${words}: ${days} days are left`, 'Restart dind, which signs a new one.')]
    : [fine('certificate', words)];
}

function pingStep({ ping, handshake }: DaemonProbe): readonly Step[] {
  // Who is refused by its certificate has been told so.
  if (ping === null || handshake?.refusal != null) return [];
  const { status, tookMs, error } = ping;
  if (status === 200) return [fine('ping', `answered in ${formatDuration(tookMs)}`)];
  if (status !== null) {
    const fix = 'Look what answers there: a proxy, or a daemon that fails; its log tells.';
    return [failed('ping', `answered with ${status}`, fix)];
  }
  if (error === 'silent') {
    return [
      failed(
        'ping',
        `no answer for ${formatDuration(tookMs)}`,
        'Wait for it with dind-sniff wait, and look at its log.',
      ),
    ];
  }
  const words =
    error === 'closed'
      ? 'the connection is closed without an answer'
      : `no answer (${safeText(error ?? '')})`;
  return [failed('ping', words, "Look at the daemon's log.")];
}

function sentence(text: string): string {
  return text === '' ? text : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}
