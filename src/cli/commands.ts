import { socketProxies } from '../allowlist/socket-proxies.ts';
import { exporters } from '../views/export/exporters.ts';
import { findingsFormats } from '../views/findings/formats.ts';
import { reportFormats } from '../views/report/format-names.ts';
import type { CommandSpec, Rows } from './command-spec.ts';
import { options, PACKETS_FORMAT } from './options.ts';

/** Of `-Y`. */
const FILTERS: Rows = [
  ['is error', 'what was refused, or what Docker could not do'],
  ['op == build and up > 10MB', 'builds that sent more than 10 MB'],
  ['file matches "\\.env$"', 'archives with such a file in them'],
  ['status in {400..499} or duration > 2s', 'refused or slow'],
  ['alpine', 'what has this text anywhere'],
];

/** Every command, in the order of the help. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'sniff',
    group: 'Capture',
    args: '',
    summary: 'capture live; what happens without a command',
    description:
      'Captures what Docker clients and daemons say on this host and shows it as it happens: in the terminal, or where there is none one line for each exchange. Capturing takes root, or rights given to tcpdump. Unix sockets cannot be captured; the command proxy is for them.',
    options: [
      options.port,
      options.interface,
      options.host,
      options.filter,
      options.container,
      options.pid,
      options.engine,
      options.displayFilter,
      options.write,
      options.count,
      options.duration,
      options.lines,
      options.snapLength,
      options.rotateSize,
      options.rotateSeconds,
      options.rotateFiles,
      options.hash,
      options.showSecrets,
      options.color,
    ],
    examples: [
      ['dind-sniff --port 2375', 'see what is said to a daemon on this host'],
      ['dind-sniff --container dind -w b.pcap', "in a container's network, kept"],
      ["dind-sniff -T text -Y 'not op == ping'", 'lines, without the pings'],
      ['dind-sniff -T ndjson --duration 60 | jq .summary', 'for another program'],
      ['ssh host tcpdump -U -w - port 2375 | dind-sniff -r -', 'on another host'],
    ],
    lists: { Filters: FILTERS },
    load: async () => (await import('./commands/sniff.ts')).sniff,
  },
  {
    name: 'proxy',
    group: 'Capture',
    args: '',
    summary: 'stand between clients and a daemon: unix sockets, TLS',
    description:
      'Passes on all that clients and a daemon say, untouched, and shows it: in the terminal, or where there is none one line for each exchange. It sees what cannot be captured: unix sockets, and TLS where --certs has the key of the CA that clients trust (dind: ca/key.pem). It needs no privileges.',
    options: [
      options.listen,
      options.target,
      options.certs,
      options.allowRemote,
      options.keylog,
      options.displayFilter,
      options.write,
      options.lines,
      options.hash,
      options.showSecrets,
      options.color,
    ],
    examples: [
      ['dind-sniff proxy', 'on a socket that it names'],
      ['dind-sniff proxy --listen unix:///tmp/d.sock -w all.pcapng', 'and keep the capture'],
      ['dind-sniff proxy --certs /certs --listen tcp://127.0.0.1:2376', 'TLS on both sides'],
      ['dind-sniff proxy -T ndjson | jq .summary', 'for another program'],
    ],
    lists: { Filters: FILTERS },
    load: async () => (await import('./commands/proxy.ts')).proxy,
  },
  {
    name: 'run',
    group: 'Capture',
    args: '<command...>',
    summary: 'run a command and tell what it did with its daemon',
    description:
      'Runs a command with DOCKER_HOST pointing at a private proxy to the daemon that it would have used. Its terminal, its output and its exit code stay its own; when it ends, what happened is said on standard error.',
    options: [
      options.quiet,
      options.write,
      options.exportTo,
      options.reportTo,
      options.checkRun,
      options.failOnRun,
      options.ignore,
      options.baseline,
      options.accepted,
      options.findings,
      options.waitFirst,
      options.listenOnce,
      options.target,
      options.certs,
      options.color,
    ],
    examples: [
      ['dind-sniff run -- docker build .', 'what a build sent, and what took long'],
      ['dind-sniff run --wait 60s -w b.pcapng -- make', 'in a CI job, and keep the capture'],
      ['dind-sniff run --check -- docker build .', 'and what is wrong, with the fix, at the end'],
      ['dind-sniff run -q --export ndjson=o -- ./test.sh', 'for another program'],
      ['dind-sniff run --report r.html -- docker build .', 'a page to keep with the job'],
    ],
    passesThrough: true,
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'wait',
    group: 'Capture',
    args: '',
    summary: 'wait until the daemon answers',
    description:
      'Waits until the daemon answers /_ping, and says on standard error what it sees meanwhile: a name that does not resolve, a port that refuses, TLS where none is expected. Exit code 0 when it answers, 1 when it does not in time.',
    options: [options.timeout, options.target, options.certs],
    examples: [
      ['dind-sniff wait && docker build .', 'where dind takes a while to start'],
      ['dind-sniff wait --timeout 2m --target tcp://docker:2375', 'another daemon, and longer'],
    ],
    load: async () => (await import('./commands/wait.ts')).wait,
  },
  {
    name: 'interfaces',
    group: 'Capture',
    args: '',
    summary: 'list the network interfaces that can be captured on',
    description:
      'Lists name, state and addresses of each network interface, and which of them are bridges of Docker networks.',
    options: [],
    examples: [
      ['dind-sniff interfaces', 'what there is'],
      ['dind-sniff -i docker0', 'only what passes the bridge docker0'],
    ],
    load: async () => (await import('./commands/interfaces.ts')).interfaces,
  },
  {
    name: 'replay',
    group: 'Read',
    args: '<file>',
    summary: 'open a saved capture',
    description:
      'Opens a capture (pcap, pcapng, or gzip of either; - for standard input) in the terminal. Without a terminal it prints one line for each exchange, then what every docker build sent.',
    options: [options.displayFilter, options.speed, options.color],
    examples: [
      ['dind-sniff replay build.pcapng', 'look through a capture'],
      ['dind-sniff replay build.pcapng | less', 'the same as text'],
      ["dind-sniff replay build.pcapng -Y 'is error'", 'only what went wrong'],
      ['tcpdump -w - -U tcp port 2375 | dind-sniff replay -', 'as it is captured'],
      ['dind-sniff replay build.pcapng --speed 1', 'as slowly as it happened'],
    ],
    lists: { Filters: FILTERS },
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  {
    name: 'export',
    group: 'Read',
    args: '<file>',
    summary: 'write a capture as NDJSON, JSON or text, or a part of it',
    description:
      'Writes what a capture (pcap, pcapng, or gzip of either; - for standard input) holds for another program. Secrets are masked unless you ask for them. docs/ndjson.md describes the fields.',
    options: [options.format, options.output, options.displayFilter, options.hash, options.showSecrets],
    examples: [
      ['dind-sniff export build.pcapng --format ndjson | jq .summary', 'what was called'],
      ['dind-sniff export build.pcapng --format json --hash -o b.json', 'with digests, to a file'],
      ['dind-sniff export - --format text < build.pcapng.gz', 'lines for a log'],
      ["dind-sniff export b.pcapng --format ndjson -Y 'op == build'", 'only the builds'],
      ["dind-sniff export b.pcapng -T pcapng -Y 'op == build' -o c.pcapng", 'their packets'],
    ],
    lists: {
      Formats: [
        ...Object.entries(exporters).map(([name, { description }]) => [name, description] as const),
        [PACKETS_FORMAT, 'the packets: whole connections of the exchanges that pass, unmasked'],
      ],
      Filters: FILTERS,
    },
    load: async () => (await import('./commands/export.ts')).exportCapture,
  },
  {
    name: 'extract',
    group: 'Read',
    args: '<file>',
    summary: 'write out the files, a body or a stream of an exchange',
    description:
      'Writes what an exchange carried into a folder. Whatever an archive says, nothing is written outside that folder, no link is followed, and no device or pipe is made; what was not written is told.',
    options: [options.exchange, options.out, options.what, options.force],
    examples: [
      ['dind-sniff extract build.pcapng --exchange 2 --out context', 'the files of a build context'],
      ['dind-sniff extract run.pcapng --exchange 4 --out . --what stdout', 'what a container printed'],
      ['dind-sniff extract build.pcapng --exchange 2 --out . --what response', 'the answer as it was sent'],
    ],
    lists: {
      Parts: [
        ['files', 'the entries of a build context, or of a copied, saved or exported archive'],
        ['request, response', 'the body, after transfer coding, before any decompression'],
        ['stdin, stdout, stderr', "Docker's streams of attach, exec and logs"],
        ['raw', "the daemon's side where there is a terminal, so that the two are one"],
      ],
    },
    load: async () => (await import('./commands/extract.ts')).extract,
  },
  {
    name: 'doctor',
    group: 'Analyse',
    args: '',
    summary: 'why a docker client here does or does not reach its daemon',
    description:
      'Says which daemon a docker client here would use and why, then goes the way to it: name, port, what speaks there, certificate, /_ping, API version, storage, MTU, clock. What is wrong is told with what to do. It takes at most some seconds, changes nothing, and exits with 1 where a client could not work.',
    options: [options.target, options.certs, options.doctorFormat, options.color],
    examples: [
      ['dind-sniff doctor', 'in a job that cannot connect'],
      ['dind-sniff doctor --target tcp://docker:2375', 'another daemon'],
      ['dind-sniff doctor --format json | jq .works', 'for another program'],
    ],
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'check',
    group: 'Analyse',
    args: '<file>',
    summary: 'say what is wrong in a capture, for a person or for CI',
    description:
      'Holds a capture (pcap, pcapng, or gzip of either; - for standard input) against the rules of docs/rules.md and tells what they find, worst first: what was seen, what to do, and the exchanges that prove it. A rule that has nothing to go by is silent and counted. Exit code 3 where something is found that is as bad as --fail-on says.',
    options: [
      options.findingsFormat,
      options.output,
      options.findings,
      options.failOn,
      options.ignore,
      options.baseline,
      options.accepted,
      options.saveAccepted,
      options.color,
    ],
    examples: [
      ['dind-sniff check build.pcapng', 'what is wrong, and what to do'],
      ['dind-sniff check b.pcapng --fail-on warn', 'stricter'],
      ['dind-sniff check b.pcapng --findings sarif=b.sarif', 'for a CI system, too'],
      ['dind-sniff check b.pcapng --baseline yesterday.pcapng', 'why a step was built again'],
    ],
    lists: {
      Formats: Object.entries(findingsFormats).map(([name, { description }]) => [name, description]),
    },
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'report',
    group: 'Analyse',
    args: '<file>',
    summary: 'tell a capture as a page, for whoever looks after a job',
    description:
      'Writes what happened in a capture (pcap, pcapng, or gzip of either; - for standard input): what failed, why and what to do first; then each build with its steps, its Dockerfile and its context as a map, all exchanges on a line of time, and the logins that were sent. Secrets are masked.',
    options: [
      options.reportFormat,
      options.output,
      options.displayFilter,
      options.baseline,
      options.ignore,
      options.accepted,
      options.color,
    ],
    examples: [
      ['dind-sniff report build.pcapng -o report.html', 'a page to keep with the job'],
      ['dind-sniff report build.pcapng', "for the job's log"],
      ['dind-sniff report b.pcapng -T markdown >> $GITHUB_STEP_SUMMARY', 'on GitHub'],
      ["dind-sniff report b.pcapng -o b.html -Y 'op == build'", 'only the builds'],
    ],
    lists: {
      Formats: Object.entries(reportFormats).map(([name, { description }]) => [name, description]),
      Filters: FILTERS,
    },
    load: async () => (await import('./commands/report.ts')).report,
  },
  {
    name: 'allowlist',
    group: 'Analyse',
    args: '<file>',
    summary: 'the tightest rules of a socket proxy for what was asked',
    description:
      'Writes, from a capture, the tightest configuration of a proxy for Docker sockets that would have let it all through. With --check it says instead which calls a configuration would have refused; exit code 1 where there are any.',
    options: [options.proxyRules, options.output, options.checkRules],
    examples: [
      ['dind-sniff allowlist job.pcapng', "for wollomatic's socket-proxy"],
      ['dind-sniff allowlist job.pcapng --for cetusguard -o rules.list', 'for CetusGuard, to a file'],
      ['dind-sniff allowlist job.pcapng --check rules.list', 'what these rules would refuse'],
    ],
    lists: { Proxies: socketProxies.map(({ name, description }) => [name, description]) },
    load: async () => (await import('./commands/allowlist.ts')).allowlist,
  },
];
