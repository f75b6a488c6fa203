/**
 * Live capture: what a fast upload loses and costs, and how soon the screen shows what a client printed.
 *
 *   npm run build && npx tsx bench/live.ts [--mib 512] [--rounds 3]
 *
 * Takes root, tcpdump, tmux, and for the screen dockerd, docker and docker-registry. Prints Markdown for
 * docs/benchmarks.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PrivateDaemon } from '../test/e2e/private-daemon.ts';
import { fullSpeed, makeContext, upload } from './live/full-speed.ts';
import { MOMENTS, onScreen } from './live/on-screen.ts';

const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '512' },
    rounds: { type: 'string', default: '3' },
  },
});
const engines = ['tcpdump', 'cap'] as const;
const print = (line = ''): boolean => process.stdout.write(`${line}\n`);
const count = (value: number): string => Math.round(value).toLocaleString('en');

print(
  `Made on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}.`,
);
print();

const folder = mkdtempSync(join(tmpdir(), 'bench-live-'));
try {
  const context = await makeContext(folder, Number(values.mib));
  print(
    `| ${values.mib} MiB over loopback | upload ms | packets | dropped | cut | bytes missing | same SHA-256 | peak MB, all processes |`,
  );
  print('|---|--:|--:|--:|--:|--:|---|--:|');
  for (let round = 0; round < Number(values.rounds); round += 1) {
    print(`| nobody captures | ${count(await upload(context.file))} | | | | | | |`);
    for (const engine of engines) {
      const seen = await fullSpeed(engine, context, folder);
      const drops = seen.drops === null ? 'not counted' : count(seen.drops);
      print(
        `| ${engine} | ${count(seen.uploadMs)} | ${count(seen.packets)} | ${drops} | ${count(seen.cuts)} | ${count(seen.missingBytes)} | ${seen.sameDigest ? 'yes' : 'no'} | ${count(seen.peakMegabytes)} |`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

print();
print(`| on screen, ms after the client printed it | ${MOMENTS.join(' | ')} |`);
print(`|---|${MOMENTS.map(() => '--:').join('|')}|`);
const daemon = await PrivateDaemon.start();
try {
  for (const engine of engines) {
    for (const where of ['loopback', 'bridge'] as const) {
      for (const version of [4, 6] as const) {
        const took = await onScreen(daemon, { engine, version, where });
        const cells = MOMENTS.map((moment) => count(took[moment]));
        print(`| ${engine}, ${where}, IPv${version} | ${cells.join(' | ')} |`);
      }
    }
  }
} finally {
  await daemon.stop();
}
