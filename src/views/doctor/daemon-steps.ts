import type { DaemonProbe } from '../../model/daemon-probe.ts';
import type { DockerCli, JobEnvironment } from '../../model/job-environment.ts';
import { formatBytes } from '../view-model/format-bytes.ts';
import { formatDuration } from '../view-model/format-duration.ts';
import { safeText } from '../view-model/safe-text.ts';
import { doubtful, failed, fine, notTried, type Step } from './step.ts';

/** What a daemon that answers is like. */
export function daemonSteps(
  probe: DaemonProbe,
  environment: JobEnvironment,
  cli: DockerCli | null,
): readonly Step[] {
  if (probe.ping?.status !== 200) return [];
  return [
    apiStep(probe, environment, cli),
    ...storageStep(probe),
    ...spaceStep(probe),
    mtuStep(probe),
    ...nameServerStep(probe),
    ...clockStep(probe),
  ];
}

function apiStep({ version, ping }: DaemonProbe, { variables }: JobEnvironment, cli: DockerCli | null): Step {
  const highest = version?.apiVersion ?? ping?.apiVersion ?? null;
  const lowest = version?.minApiVersion ?? null;
  const name = version?.version == null ? 'the daemon' : `daemon ${safeText(version.version)}`;
  const range =
    lowest === null
      ? `up to ${safeText(highest ?? '?')}`
      : `${safeText(lowest)} to ${safeText(highest ?? '?')}`;
  const takes = `${name} takes ${range}`;
  const pinned = variables.DOCKER_API_VERSION;
  const wanted = pinned || cli?.apiVersion;
  if (!wanted) return fine('API', takes);
  const who = pinned
    ? `DOCKER_API_VERSION is ${safeText(pinned)}`
    : `docker ${safeText(cli?.version ?? '')} here asks for ${safeText(wanted)}`;
  if (isOlder(wanted, lowest)) {
    const fix = pinned
      ? 'Unset DOCKER_API_VERSION.'
      : 'Use a newer docker CLI, or start the daemon with DOCKER_MIN_API_VERSION set to what this one asks for.';
    return failed('API', `${takes}; ${who}, which is too old`, fix);
  }
  if (pinned && isOlder(highest, pinned)) {
    return failed('API', `${takes}; ${who}, which is too new`, 'Unset DOCKER_API_VERSION.');
  }
  return fine('API', `${takes}; ${who}`);
}

/** Of `1.41` and the like; false where one of them is none. */
function isOlder(one: string | null, other: string | null): boolean {
  const [a, b] = [one, other].map((text) => /^(\d{1,4})\.(\d{1,4})$/.exec(text ?? ''));
  if (a == null || b == null) return false;
  const [major, minor] = [Number(a[1]) - Number(b[1]), Number(a[2]) - Number(b[2])];
  return major < 0 || (major === 0 && minor < 0);
}

function storageStep({ info, version }: DaemonProbe): readonly Step[] {
  if (info === null) return [notTried('storage', 'GET /info has no answer')];
  const { storageDriver, backingFilesystem, rootFolder, operatingSystem } = info;
  const words = [
    storageDriver === null
      ? null
      : storageDriver + (backingFilesystem === null ? '' : ` on ${backingFilesystem}`),
    rootFolder,
    version?.platform ?? null,
    operatingSystem,
  ].filter((part) => part !== null);
  return [fine('storage', safeText(words.join(', ')))];
}

const LITTLE_BYTES = 1_000_000_000;
const LITTLE_SHARE = 0.05;

function spaceStep({ disk }: DaemonProbe): readonly Step[] {
  if (disk === null) return [];
  const words = `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} are free in ${safeText(disk.path)}`;
  const isLittle = disk.freeBytes < LITTLE_BYTES || disk.freeBytes < disk.totalBytes * LITTLE_SHARE;
  return [
    isLittle
      ? doubtful('space', words, 'Remove images and build cache: docker system prune, docker builder prune.')
      : fine('space', words),
  ];
}

function mtuStep({ bridge, local }: DaemonProbe): Step {
  const here =
    local.mtu === null ? 'not known here' : `${local.mtu} here (${safeText(local.interface ?? '')})`;
  if (bridge === null) return notTried('MTU', `${here}; the daemon has no default bridge`);
  return fine('MTU', `${bridge.mtu} on the bridge of the daemon, ${here}`);
}

/** Docker's own name server in networks that users made. */
const EMBEDDED = '127.0.0.11';

/** A dind beside the job has the same; what it gives its containers then surprises people. */
function nameServerStep({ host, local }: DaemonProbe): readonly Step[] {
  if (host === null || !local.nameServers.includes(EMBEDDED)) return [];
  return [fine('DNS', `${EMBEDDED} here; containers of a dind beside it ask 8.8.8.8, unless dind has --dns`)];
}

/** From there on tokens and certificates are refused, and caches miss. */
const FAR_APART_MS = 30_000;
/** The daemon says whole seconds. */
const SAME_MS = 2000;

function clockStep({ clockDifferenceMs: difference }: DaemonProbe): readonly Step[] {
  if (difference === null) return [];
  const apart = Math.abs(difference);
  if (apart < SAME_MS) return [fine('clock', 'the same on both sides')];
  const words = `the daemon's is ${formatDuration(apart)} ${difference > 0 ? 'ahead' : 'behind'}`;
  return [
    apart < FAR_APART_MS ? fine('clock', words) : doubtful('clock', words, 'Set the clocks right (NTP).'),
  ];
}
