import type { CapturingProgram } from './capture-command.ts';
import { installHint } from './install-hint.ts';
import { LiveError } from './live-error.ts';
import type { LiveTarget } from './packet-source.ts';

/** What of a capturing program's standard error tells that packets are seen from now on. */
export function saysListening(text: string): boolean {
  return /^(?:(?:tcpdump: )?listening on |File: )/m.test(text);
}

/**
 * Packets that were lost, as far as a program's messages say: tcpdump's last `N packets dropped by kernel`
 * and `… by interface`, dumpcap's `received/dropped`. Null where they say nothing.
 */
export function readDrops(text: string): number | null {
  const tcpdump = [
    lastNumber(text, /(\d+) packets? dropped by kernel/g),
    lastNumber(text, /(\d+) packets? dropped by interface/g),
  ];
  if (tcpdump[0] !== null) return (tcpdump[0] ?? 0) + (tcpdump[1] ?? 0);
  const perInterface = Array.from(
    text.matchAll(/received\/dropped on interface '.*?': \d+\/(\d+)/g),
    ([, drops]) => Number(drops),
  );
  return perInterface.length === 0 ? null : perInterface.reduce((sum, drops) => sum + drops, 0);
}

function lastNumber(text: string, pattern: RegExp): number | null {
  const last = Array.from(text.matchAll(pattern)).at(-1);
  return last === undefined ? null : Number(last[1]);
}

/** Why it did not begin to capture, from what it said before it ended. */
export function startError(
  text: string,
  { engine, path }: CapturingProgram,
  target: LiveTarget,
  interfaceNames: readonly string[],
): LiveError {
  const where = target.interfaces.join(', ') || 'any';
  const entering = /^nsenter: (.*)$/m.exec(text)?.[1];
  if (entering !== undefined) {
    const where = `the network of process ${target.namespaceOf}`;
    if (/no such file/i.test(entering)) {
      return new LiveError('no-process', `cannot capture in ${where}: there is no such process`);
    }
    return new LiveError('not-permitted', `cannot enter ${where}: ${entering}; run as root (sudo)`);
  }
  if (/permission|not permitted|denied/i.test(text)) {
    const fix =
      engine === 'cap'
        ? `run as root (sudo), or with tcpdump and its rights: ${installHint('tcpdump')}`
        : `run as root (sudo), or: sudo setcap cap_net_raw,cap_net_admin=eip ${path}`;
    return new LiveError('not-permitted', `cannot capture on ${where}: operation not permitted; ${fix}`);
  }
  if (/no such device|no device named|doesn't exist/i.test(text)) {
    return noInterface(where, target.namespaceOf === null ? interfaceNames : []);
  }
  const filter =
    /can't parse filter expression:? *(.*)|(syntax error|unknown .*|illegal .*|expression rejects .*)/i.exec(
      text,
    );
  if (filter !== null && (engine !== 'dumpcap' || /invalid capture filter/i.test(text))) {
    const said = firstLine(filter[1] || filter[2] || 'it cannot be read').replace(/[).]+$/, '');
    return new LiveError('bad-filter', `bad filter "${target.filter}": ${said}; see man pcap-filter`);
  }
  return new LiveError('failed', `cannot capture on ${where}: ${engine} says: ${lastWords(text)}`);
}

export function noInterface(name: string, known: readonly string[]): LiveError {
  const choice = known.length === 0 ? '' : `; there are ${known.join(', ')}`;
  return new LiveError('no-interface', `cannot capture on ${name}: there is no such interface${choice}`);
}

/** The first line of a program's messages that is about something, without the program's name. */
export function lastWords(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^(tcpdump|dumpcap|nsenter): /, '').trim());
  const words = lines.filter(
    (line) =>
      line !== '' &&
      !/^(listening on|data link type|Capturing on|File: )|^\d+ packets? |verbose output suppressed/.test(
        line,
      ),
  );
  return words[0] ?? 'nothing';
}

function firstLine(text: string): string {
  return text.split('\n')[0] as string;
}
