/**
 * How fast a saved capture is read, beside tcpflow (which only splits streams into files) and tshark.
 *
 *   npm run bench -- [--rounds 5] [--with-tshark] [--large]
 *
 * Makes its captures in bench/captures where they are not there yet (some GB), and prints a Markdown table
 * for docs/benchmarks.md. Needs GNU time; tcpflow and tshark are left out, by name, where they are missing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Run, runInTurn, runOnce } from './measure.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    'with-tshark': { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);

interface Work {
  readonly title: string;
  readonly file: string;
  readonly mib: number;
  readonly frame: '64k' | '1500';
  /** The script that makes the capture, and the number of files in it where that is not the script's own. */
  readonly made?: string;
  readonly files?: number;
}
const works: readonly Work[] = [
  { title: '512 MiB, MTU 1,500', file: 'mtu1500-512.pcap', mib: 512, frame: '1500' },
  { title: '512 MiB, 64 KiB frames', file: 'loopback-512.pcap', mib: 512, frame: '64k' },
  {
    title: 'BuildKit, 512 MiB, MTU 1,500',
    file: 'buildkit-1500-512.pcap',
    mib: 512,
    frame: '1500',
    made: 'make-buildkit-capture',
  },
  {
    title: 'BuildKit, 512 MiB, 64 KiB frames',
    file: 'buildkit-64k-512.pcap',
    mib: 512,
    frame: '64k',
    made: 'make-buildkit-capture',
  },
  {
    title: 'BuildKit, 512 MiB in 50,000 files, MTU 1,500',
    file: 'buildkit-1500-50000.pcap',
    mib: 512,
    frame: '1500',
    made: 'make-buildkit-capture',
    files: 50_000,
  },
  ...(values.large
    ? [
        { title: '2 GiB, MTU 1,500', file: 'mtu1500-2048.pcap', mib: 2048, frame: '1500' } as const,
        { title: '2 GiB, 64 KiB frames', file: 'loopback-2048.pcap', mib: 2048, frame: '64k' } as const,
        {
          title: 'BuildKit, 2 GiB, MTU 1,500',
          file: 'buildkit-1500-2048.pcap',
          mib: 2048,
          frame: '1500',
          made: 'make-buildkit-capture',
        } as const,
        {
          title: 'BuildKit, 2 GiB, 64 KiB frames',
          file: 'buildkit-64k-2048.pcap',
          mib: 2048,
          frame: '64k',
          made: 'make-buildkit-capture',
        } as const,
      ]
    : []),
];

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

mkdirSync('bench/captures', { recursive: true });
for (const { file, mib, frame, made = 'make-capture', files } of works) {
  if (existsSync(`bench/captures/${file}`)) continue;
  const options = ['--mib', `${mib}`, '--frame', frame, '--out', `bench/captures/${file}`];
  if (files !== undefined) options.push('--files', `${files}`);
  execFileSync('npx', ['tsx', `bench/${made}.ts`, ...options], { stdio: 'inherit' });
}

print(
  `Made on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, median of ${rounds} runs in turn.`,
);
print('');
print('| capture | program | wall s | ratio to tcpflow | CPU s | peak MB |');
print('|---|---|--:|--:|--:|--:|');
for (const { title, file } of works) {
  const capture = join(process.cwd(), 'bench/captures', file);
  statSync(capture);
  const commands: Record<string, () => Run> = {
    'dind-sniff': () => runOnce(['node', 'bin/dind-sniff.js', 'export', capture, '--format', 'ndjson']),
  };
  if (has('tcpflow')) {
    commands.tcpflow = () => {
      const folder = mkdtempSync(join(tmpdir(), 'bench-tcpflow-'));
      try {
        return runOnce(['tcpflow', '-q', '-r', capture], folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
  } else print(`skipped: tcpflow is not installed`);
  const figures = { ...runInTurn(commands, rounds) };
  if (values['with-tshark'] && has('tshark')) {
    // Once: at an MTU of 1,500 its time grows with the square of the packets. Bounded to ten minutes.
    try {
      figures.tshark = runOnce([
        'timeout',
        '600',
        'tshark',
        '-n',
        '-r',
        capture,
        '-d',
        'tcp.port==2375,http',
        '-Y',
        'http.request',
        '-T',
        'json',
      ]);
    } catch {
      print(`| ${title} | tshark | stopped after 600 | | | |`);
    }
  }
  for (const [name, run] of Object.entries(figures)) {
    const ratio =
      figures.tcpflow === undefined ? '' : (run.wallSeconds / figures.tcpflow.wallSeconds).toFixed(2);
    print(
      `| ${title} | ${name} | ${run.wallSeconds.toFixed(2)} | ${ratio} | ${run.cpuSeconds.toFixed(2)} | ${run.peakMegabytes.toFixed(0)} |`,
    );
  }
}
const startup = runInTurn(
  {
    'dind-sniff --version': () => runOnce(['node', 'bin/dind-sniff.js', '--version']),
    'node -e 0': () => runOnce(['node', '-e', '0']),
  },
  Math.max(rounds, 11),
);
print('');
for (const [name, run] of Object.entries(startup)) print(`- \`${name}\`: ${run.wallSeconds.toFixed(2)} s`);
