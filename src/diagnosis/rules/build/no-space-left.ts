import type { Exchange } from '../../../model/exchange.ts';
import { formatBytes } from '../../../views/view-model/format-bytes.ts';
import { safeLines } from '../../../views/view-model/safe-text.ts';
import { textAt } from '../../members.ts';
import { quoted } from '../../quoted.ts';
import { rule, witness } from '../../rule.ts';
import { errorTexts, ids } from '../../told-errors.ts';
import type { Traffic } from '../../traffic.ts';

/** The next pull or build of some size fills it. */
const LITTLE = 1_000_000_000;

const FULL = /no space left on device/i;

export const noSpaceLeft = rule({
  id: 'no-space-left',
  phase: 'build',
  severity: 'error',
  certainty: 'sure',
  needs: ['traffic'],
  symptom:
    'A build, pull or container ends with `no space left on device`, and `df` in the job shows free space.',
  cause:
    "It is the daemon's disk that is full: images, layers, build cache and volumes are there, not in the job.",
  fix: 'Send a smaller context, prune images and build cache, or give /var/lib/docker of the daemon a larger volume.',
  evidence: '`no space left on device` in an answer, a stream, a step or what a step printed.',
  judge: ({ traffic }) => {
    if (traffic.exchanges.length === 0) return null;
    const found = traffic.exchanges.flatMap((exchange) => {
      const line = fullLine(exchange);
      return line === null ? [] : [{ exchange, line }];
    });
    const [first] = found;
    if (first === undefined) return [];
    const driver = daemonFact(traffic, 'Driver');
    return [
      {
        message: `The daemon's disk is full${rootWords(traffic)}, not the job's${contextWords(traffic)}${driver === 'vfs' ? '; its storage driver vfs copies every layer' : ''}.`,
        details: [quoted(first.line)],
        exchanges: ids(found.map(({ exchange }) => exchange)),
      },
    ];
  },
  also: witness({
    needs: ['probe'],
    evidence: `Likely, and a warning, where less than ${formatBytes(LITTLE)} are free on the disk with the daemon's data.`,
    judge: ({ probe: { disk } }) => {
      if (disk === null) return null;
      if (disk.freeBytes >= LITTLE) return [];
      return [
        {
          message: `${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} are free in ${quoted(disk.path)}, where the daemon keeps its data.`,
          severity: 'warn' as const,
          certainty: 'likely' as const,
        },
      ];
    },
  }),
});

function fullLine(exchange: Exchange): string | null {
  const texts = [
    ...errorTexts(exchange),
    ...(exchange.docker.build?.steps ?? []).map(({ output }) => output),
  ];
  const text = texts.find((one) => FULL.test(one));
  return safeLines(text ?? '').findLast((line) => FULL.test(line)) ?? null;
}

function rootWords(traffic: Traffic): string {
  const root = daemonFact(traffic, 'DockerRootDir');
  return root === null ? '' : ` (${quoted(root)})`;
}

/** All contexts of the job lie there too. */
function contextWords(traffic: Traffic): string {
  const bytes = traffic.builds.reduce(
    (sum, { docker }) => sum + (docker.build?.buildkit?.sentBytes ?? docker.build?.context?.bytes ?? 0),
    0,
  );
  return bytes < 1_000_000 ? '' : `; the contexts of this job alone were ${formatBytes(bytes)}`;
}

function daemonFact(traffic: Traffic, name: string): string | null {
  for (const { docker } of traffic.of('SystemInfo')) {
    const text = textAt(docker.members.response, name);
    if (text !== null) return text;
  }
  return null;
}
