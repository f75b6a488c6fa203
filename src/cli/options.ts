import { InvalidArgumentError } from 'commander';
import { socketProxies } from '../allowlist/socket-proxies.ts';
import type { Speed } from '../engine/pace.ts';
import { severities } from '../model/finding.ts';
import { exporters } from '../views/export/exporters.ts';
import { findingsFormats } from '../views/findings/formats.ts';
import { formatOfFile, type ReportFormat, reportFormats } from '../views/report/format-names.ts';
import type { OptionSpec } from './command-spec.ts';
import { EXTRACTABLE } from './extractable.ts';

/** The one format of `export` that is packets and not words. */
export const PACKETS_FORMAT = 'pcapng';

/** Every option, in one place, so that the same letter means the same thing in all commands. */
export const options = {
  read: { flags: '-r, --read <file>', description: 'read a saved capture: short for the command replay' },
  speed: {
    flags: '--speed <n>',
    description: "play with the capture's own timing, N times as fast; max does not wait at all",
    default: 'max',
    parse: speed,
  },
  format: {
    flags: '-T, --format <format>',
    description: 'what to write, see below; it must be given',
    choices: [...Object.keys(exporters), PACKETS_FORMAT],
    required: true,
  },
  output: {
    flags: '-o, --output <file>',
    description: 'write there, readable by you alone, instead of to standard output',
  },
  displayFilter: {
    flags: '-Y, --display-filter <filter>',
    description: 'only the exchanges that pass; see below, and docs/filter.md for all of it',
  },
  findingsFormat: {
    flags: '-T, --format <format>',
    description: 'how to write the findings, see below',
    choices: Object.keys(findingsFormats),
    default: 'text',
  },
  findings: {
    flags: '--findings <format=file>',
    description:
      'write findings there: text, json, sarif, junit, codequality or github; may be given several times',
    parse: listOf(formatAndFile(Object.keys(findingsFormats))),
  },
  reportFormat: {
    flags: '-T, --format <format>',
    description: "how to write it, see below (default: as the output's name ends, else text)",
    choices: Object.keys(reportFormats),
  },
  reportTo: {
    flags: '--report <file>',
    description: 'tell what happened there, as a page (.html), Markdown (.md) or text (.txt)',
    parse: listOf(reportFile),
  },
  failOn: {
    flags: '--fail-on <severity>',
    description:
      'exit with 3 for findings as bad as that, in the order error, sec-high, warn, sec-warn, info',
    choices: [...severities, 'never'],
    default: 'error',
  },
  checkRun: {
    flags: '--check',
    description: 'say at the end what is wrong and what to do, as the command check does',
  },
  failOnRun: {
    flags: '--fail-on <severity>',
    description: 'with --check: exit with 3 for findings as bad as that where the command exits with 0',
    choices: [...severities, 'never'],
    default: 'never',
  },
  ignore: {
    flags: '--ignore <rule>',
    description: 'leave out what this rule finds; may be given several times',
    parse: listOf((text) => text),
  },
  baseline: {
    flags: '--baseline <capture>',
    description: 'an earlier capture of the same job, to tell what changed since then',
  },
  accepted: {
    flags: '--accepted <file>',
    description: 'leave out findings that this file holds',
  },
  saveAccepted: {
    flags: '--save-accepted <file>',
    description: 'write what is found to such a file, so that later checks tell only what is new',
  },
  proxyRules: {
    flags: '--for <proxy>',
    description: 'whose configuration, see below; with --check it is told by its looks',
    choices: socketProxies.map(({ name }) => name),
  },
  checkRules: {
    flags: '--check <rules>',
    description: 'a configuration, or a compose file with it: say what it would refuse',
  },
  hash: { flags: '--hash', description: 'add SHA-256 of bodies, files and streams' },
  showSecrets: {
    flags: '--show-secrets',
    description: 'write passwords, tokens and headers that hold them as they were sent',
  },
  exchange: {
    flags: '--exchange <n>',
    description: 'number of the exchange: its id in the exports; it must be given',
    required: true,
    parse: exchangeNumber,
  },
  out: { flags: '--out <dir>', description: 'folder to write into; it must be given', required: true },
  what: {
    flags: '--what <part>',
    description: 'what to write, see below',
    choices: EXTRACTABLE,
    default: 'files',
  },
  force: { flags: '--force', description: 'replace files that are there already' },
  color: {
    flags: '--color <when>',
    description: 'colour in text: auto follows NO_COLOR, FORCE_COLOR and the terminal',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
  },
  interface: {
    flags: '-i, --interface <name>',
    description: 'capture there; may be given several times (default: any on Linux)',
    parse: listOf((text) => text),
  },
  port: {
    flags: '-p, --port <n>',
    description: "the daemon's TCP port; may be given several times (default: 2375 and 2376)",
    parse: listOf(port),
  },
  host: {
    flags: '--host <host>',
    description: 'only what this address or name sends or receives; may be given several times',
    parse: listOf((text) => text),
  },
  filter: {
    flags: '-f, --filter <bpf>',
    description: "a capture filter in tcpdump's language that has to hold as well",
  },
  write: {
    flags: '-w, --write <file>',
    description: 'keep the capture there, readable by you alone; it holds every secret that was sent',
  },
  count: { flags: '-c, --count <n>', description: 'end after so many packets', parse: wholeNumber },
  duration: { flags: '--duration <seconds>', description: 'end after so many seconds', parse: seconds },
  lines: {
    flags: '-T, --format <format>',
    description: 'print text or ndjson instead of opening the terminal UI',
    choices: ['text', 'ndjson'],
  },
  doctorFormat: {
    flags: '-T, --format <format>',
    description: 'text, or json for another program (docs/doctor.md)',
    choices: ['text', 'json'],
    default: 'text',
  },
  snapLength: {
    flags: '-s, --snaplen <bytes>',
    description: 'cut packets off there (default: they are kept whole)',
    parse: wholeNumber,
  },
  rotateSize: {
    flags: '-C <size>',
    description: 'with -w: begin another file after so many million bytes, or 500k, 20m, 2g',
    parse: fileSize,
  },
  rotateSeconds: {
    flags: '-G <seconds>',
    description: 'with -w: begin another file after so many seconds; its name may hold %Y%m%d-%H%M%S',
    parse: wholeNumber,
  },
  rotateFiles: {
    flags: '-W <n>',
    description: 'with -C: keep so many files, the newest; with -G: end after so many',
    parse: wholeNumber,
  },
  container: {
    flags: '--container <name>',
    description: "capture in this container's network: its name or id at the daemon that docker uses here",
  },
  pid: {
    flags: '--pid <n>',
    description: "capture in this process's network namespace",
    parse: wholeNumber,
  },
  engine: {
    flags: '--engine <engine>',
    description: 'what captures; auto takes tcpdump where it is found and permitted, else cap',
    choices: ['auto', 'cap', 'tcpdump'],
    default: 'auto',
  },
  target: {
    flags: '--target <address>',
    description:
      'the daemon: tcp://host:port or unix:///path (default: the one that a docker client here would use)',
  },
  certs: {
    flags: '--certs <dir>',
    description: "certificates: dind's /certs, or a folder with ca.pem, cert.pem and key.pem",
  },
  listen: {
    flags: '--listen <address>',
    description:
      'where clients connect: tcp://host:port or unix:///path; may be given several times (default: a private socket)',
    parse: listOf((text) => text),
  },
  listenOnce: {
    flags: '--listen <address>',
    description: 'for a command that takes no unix socket: tcp://127.0.0.1:0 (default: a private socket)',
  },
  allowRemote: {
    flags: '--allow-remote',
    description:
      "listen beyond this machine; who can reach the proxy is as good as root on the daemon's host",
  },
  keylog: {
    flags: '--keylog <file>',
    description: "append the TLS secrets of both sides, in NSS's format, for Wireshark",
  },
  quiet: { flags: '-q, --quiet', description: 'say nothing at the end' },
  exportTo: {
    flags: '--export <format=file>',
    description: `write what was seen as ${Object.keys(exporters).join(', ')}; may be given several times`,
    parse: listOf(formatAndFile(Object.keys(exporters))),
  },
  waitFirst: {
    flags: '--wait <time>',
    description: 'wait so long for the daemon to answer before the command is run: 60s, 2m',
    parse: milliseconds,
  },
  timeout: {
    flags: '--timeout <time>',
    description: 'how long to wait at most: 500ms, 60s, 2m (default: 60s)',
    parse: milliseconds,
  },
  debug: { flags: '--debug', description: 'show where an error came from' },
} as const satisfies Record<string, OptionSpec>;

function speed(text: string): Speed {
  if (text === 'max') return 'max';
  const times = Number(text);
  if (text.trim() === '' || !Number.isFinite(times) || times <= 0) {
    throw new InvalidArgumentError('It is a number above 0, or max.');
  }
  return times;
}

function exchangeNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(text);
}

/** Gathers an option's values over the command line. */
function listOf<Value>(parse: (text: string) => Value) {
  return (text: string, previous: unknown): readonly Value[] => [
    ...((previous as readonly Value[] | undefined) ?? []),
    parse(text),
  ];
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1 || number > 65_535) {
    throw new InvalidArgumentError('It is a number from 1 to 65535.');
  }
  return number;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(text);
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number > 0) || number > 2_000_000) {
    throw new InvalidArgumentError('It is a number of seconds above 0.');
  }
  return number;
}

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `60s`, `2m`, `500ms`; seconds where there is no unit. In milliseconds. */
function milliseconds(text: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6}(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const time = Number(number) * (TIME_UNITS[unit] ?? Number.NaN);
  if (number === '' || !(time > 0) || time > 24 * 3_600_000) {
    throw new InvalidArgumentError('It is a time such as 500ms, 60s or 2m.');
  }
  return time;
}

function formatAndFile(formats: readonly string[]) {
  return (text: string): { readonly format: string; readonly path: string } => {
    const [, format = '', path = ''] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
    if (!formats.includes(format) || path === '') {
      throw new InvalidArgumentError(`It is FORMAT=FILE, with one of ${formats.join(', ')}.`);
    }
    return { format, path };
  };
}

function reportFile(path: string): { readonly format: ReportFormat; readonly path: string } {
  const format = formatOfFile(path);
  if (format === null) throw new InvalidArgumentError('Its name ends with .html, .md or .txt.');
  return { format, path };
}

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1e6, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** As tcpdump's -C: millions of bytes, or with a letter powers of two. In bytes. */
function fileSize(text: string): number {
  const [, number, unit = ''] = /^([1-9]\d{0,8})([kmg]?)b?$/i.exec(text) ?? [];
  const factor = SIZE_UNITS[unit.toLowerCase()];
  if (number === undefined || factor === undefined) {
    throw new InvalidArgumentError('It is a number of million bytes, or one with k, m or g.');
  }
  return Number(number) * factor;
}
