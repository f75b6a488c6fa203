import { listInterfaces, type NetworkInterface } from '../../capture/live/network-interfaces.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE } from '../exit.ts';
import { streamOutput } from '../output.ts';

/** `dind-sniff interfaces`: what can be captured on, one a line. */
export async function interfaces(
  _args: readonly string[],
  _options: object,
  { stdout }: Context,
): Promise<number> {
  const rows = [
    ['NAME', 'STATE', 'KIND', 'ADDRESSES'],
    ...(process.platform === 'linux' ? [['any', 'up', 'all of these', '']] : []),
    ...listInterfaces().map(cells),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  await streamOutput(stdout).write(`${lines.join('\n')}\n`);
  return EXIT_DONE;
}

function cells({ name, state, kind, master, addresses }: NetworkInterface): readonly string[] {
  return [name, state, master === null ? kindWords[kind] : `port of ${master}`, addresses.join(' ')].map(
    safeText,
  );
}

const kindWords: Readonly<Record<NetworkInterface['kind'], string>> = {
  loopback: 'loopback',
  docker: 'Docker bridge',
  bridge: 'bridge',
  other: '',
};
