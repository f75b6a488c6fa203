import { spawnSync } from 'node:child_process';
import { SmallDaemon } from '../../test/e2e/small-daemon.ts';
import { Tmux } from '../../test/tui/tmux.ts';
import { processTree, treeCpuSeconds } from './process-tree.ts';

/** Share of one core that a capture with the UI open takes, over so many seconds with a ping every ten. */
export async function idleShare(seconds: number): Promise<number> {
  const daemon = await SmallDaemon.start();
  const tmux = new Tmux('idle', 120, 30);
  try {
    tmux.type(`${process.execPath} bin/dind-sniff.js -i lo --port ${daemon.port}`);
    await tmux.shows('Waiting for a Docker client');
    await daemon.client().ask('/_ping');
    await tmux.shows(/ ping /);
    const found = spawnSync('pgrep', ['-f', `dind-sniff.js -i lo --port ${daemon.port}`], {
      encoding: 'utf8',
    });
    const [root = 0] = found.stdout.trim().split('\n').map(Number);
    if (processTree(root).length < 3) throw new Error('the processes were not found');
    const before = treeCpuSeconds(root);
    const begun = performance.now();
    while (performance.now() - begun < seconds * 1000) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(10_000, seconds * 1000)));
      await daemon.client().ask('/_ping');
    }
    return (treeCpuSeconds(root) - before) / ((performance.now() - begun) / 1000);
  } finally {
    tmux.keys('q');
    tmux.close();
    daemon.close();
  }
}
