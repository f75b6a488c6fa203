import { SmallDaemon } from '../../test/e2e/small-daemon.ts';
import { Terminal } from '../../test/e2e/terminal.ts';
import { processTree, treeCpuSeconds } from '../live/process-tree.ts';

/** A ping now and then, as a client that watches a daemon sends it. In milliseconds. */
const PING_MS = 10_000;
/** Until then Node's daemon sends keep-alive packets, which are counted on the screen. */
const QUIET_AFTER_MS = 7_000;

export interface Idle {
  /** Of one core, all processes together. */
  readonly share: number;
  /** Written to the terminal while no packet came, in bytes. */
  readonly bytes: number;
}

/** A capture with the screen open, over so many seconds. */
export async function idle(seconds: number): Promise<Idle> {
  const daemon = await SmallDaemon.start();
  const terminal = Terminal.program(['-i', 'lo', '--port', `${daemon.port}`], { columns: 120, rows: 40 });
  try {
    await terminal.shows('Waiting for a Docker client');
    await daemon.client().ask('/_ping');
    await terminal.shows(/ ping /);
    if (processTree(terminal.pid).length < 3) throw new Error('the processes were not found');
    const before = treeCpuSeconds(terminal.pid);
    const begun = performance.now();
    let bytes = 0;
    while (performance.now() - begun < seconds * 1000) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_AFTER_MS));
      const from = terminal.written.length;
      await new Promise((resolve) => setTimeout(resolve, PING_MS - QUIET_AFTER_MS));
      bytes += Buffer.byteLength(terminal.written.slice(from));
      await daemon.client().ask('/_ping');
    }
    return { share: (treeCpuSeconds(terminal.pid) - before) / ((performance.now() - begun) / 1000), bytes };
  } finally {
    terminal.press('Q');
    await terminal.ended;
    daemon.close();
  }
}
