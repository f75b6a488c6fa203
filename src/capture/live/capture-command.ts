import { type CaptureEngine, type LiveTarget, RING_KIB } from './packet-source.ts';

export interface CapturingProgram {
  readonly engine: CaptureEngine;
  /** Of cap: our own program that uses it. */
  readonly path: string;
}

/**
 * Command line that writes a capture to standard output, each packet as soon as it was seen.
 *
 * tcpdump: -U and --immediate-mode, or packets would come in blocks once a second. dumpcap has neither; it
 * hands on what it has ten times a second.
 */
export function captureCommand(
  { engine, path }: CapturingProgram,
  target: LiveTarget,
  indexOf: (name: string) => number | null,
): readonly string[] {
  const { snapLength, count, namespaceOf } = target;
  const enter = namespaceOf === null ? [] : ['nsenter', '-t', `${namespaceOf}`, '-n', '--'];
  const counted = count === null ? [] : ['-c', `${count}`];
  const size = ['-s', `${snapLength}`];
  if (engine === 'cap') {
    const [device = 'any'] = target.interfaces;
    return [...enter, process.execPath, path, device, target.filter, `${count ?? 0}`];
  }
  if (engine === 'dumpcap') {
    const interfaces = target.interfaces.flatMap((name) => ['-i', name]);
    const ring = ['-B', `${RING_KIB / 1024}`];
    // A filter before the first interface is every interface's.
    return [
      ...enter,
      path,
      '-q',
      '-w',
      '-',
      '-f',
      target.filter,
      ...interfaces,
      ...size,
      ...ring,
      ...counted,
    ];
  }
  const { interfaces, filter } = onOneInterface(target, indexOf);
  const ring = ['-B', `${RING_KIB}`];
  const flags = ['-n', '-U', '--immediate-mode', '-w', '-', '-i', interfaces, ...size, ...ring, ...counted];
  return [...enter, path, ...flags, '--', filter].filter((argument) => argument !== '');
}

/** tcpdump takes one interface; several are those of `any` with their numbers (pcap-filter(7), ifindex). */
function onOneInterface(
  { interfaces, filter }: LiveTarget,
  indexOf: (name: string) => number | null,
): { readonly interfaces: string; readonly filter: string } {
  const [only] = interfaces;
  if (interfaces.length <= 1 || interfaces.includes('any')) {
    return { interfaces: interfaces.includes('any') ? 'any' : (only ?? 'any'), filter };
  }
  const numbers = interfaces.map((name) => `ifindex ${indexOf(name) ?? 0}`).join(' or ');
  return { interfaces: 'any', filter: filter === '' ? numbers : `(${numbers}) and (${filter})` };
}
