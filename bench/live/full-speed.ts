import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sniffer } from '../../test/e2e/sniffer.ts';
import { treeMegabytes } from './process-tree.ts';

/** Where the upload's daemon listens. */
export const UPLOAD_PORT = 24_871;

/** What is left to decode takes less. In milliseconds. */
const SETTLE_MS = 2000;

export interface FullSpeed {
  readonly uploadMs: number;
  readonly packets: number;
  readonly drops: number | null;
  /** Packets that the snap length cut. */
  readonly cuts: number;
  /** Bytes of the connection that were not captured. */
  readonly missingBytes: number;
  /** SHA-256 of the context, as it was seen; null where bytes are missing. */
  readonly sameDigest: boolean;
  readonly peakMegabytes: number;
}

interface Line {
  readonly type: string;
  readonly packets: number;
  readonly drops: number | null;
  readonly issues: Readonly<Record<string, number>>;
  readonly fromClient: { readonly missingBytes: number };
  readonly docker: { readonly build: { readonly context: { readonly sha256: string | null } } };
}

/** Makes a context of one large file; gives the tar's path and digest. */
export async function makeContext(
  folder: string,
  mebibytes: number,
): Promise<{ file: string; sha256: string }> {
  const context = join(folder, 'context');
  mkdirSync(context, { recursive: true });
  writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY big /\n');
  execFileSync('dd', ['if=/dev/urandom', `of=${join(context, 'big')}`, 'bs=1M', `count=${mebibytes}`], {
    stdio: 'ignore',
  });
  const file = join(folder, 'context.tar');
  execFileSync('tar', ['-C', context, '-cf', file, '.']);
  rmSync(join(context, 'big'));
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Uint8Array);
  return { file, sha256: hash.digest('hex') };
}

/** Captures an upload over loopback and says what of it was seen. */
export async function fullSpeed(
  engine: 'tcpdump' | 'cap',
  { file, sha256 }: { readonly file: string; readonly sha256: string },
  folder: string,
): Promise<FullSpeed> {
  const capture = join(folder, 'capture.pcap');
  const args = [
    '--port',
    `${UPLOAD_PORT}`,
    '-i',
    'lo',
    '--engine',
    engine,
    '-T',
    'ndjson',
    '--hash',
    '-w',
    capture,
  ];
  const sniffer = await Sniffer.start(args);
  let peakMegabytes = 0;
  const sampler = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, treeMegabytes(sniffer.child.pid as number));
  }, 50);
  const uploadMs = await upload(file);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  clearInterval(sampler);
  const { stdout } = await sniffer.stop();
  rmSync(capture);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const of = (type: string): Line => lines.find((line) => line.type === type) as Line;
  const summary = of('summary');
  return {
    uploadMs,
    packets: summary.packets,
    drops: summary.drops,
    cuts: summary.issues['capture/snap-length'] ?? 0,
    missingBytes: of('connection').fromClient.missingBytes,
    sameDigest: of('exchange').docker.build.context.sha256 === sha256,
    peakMegabytes,
  };
}

/** Milliseconds of the upload, with nobody capturing or with somebody. */
export async function upload(file: string): Promise<number> {
  const child = spawn(process.execPath, ['bench/live/upload.js', `${UPLOAD_PORT}`, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const piece of child.stdout) text += String(piece);
  return Number(text);
}
