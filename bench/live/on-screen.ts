import type { ChildProcess } from 'node:child_process';
import type { PrivateDaemon } from '../../test/e2e/private-daemon.ts';
import { Tmux } from '../../test/tui/tmux.ts';

export const MOMENTS = ['build', 'attach', 'events', 'push'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Place {
  readonly engine: 'tcpdump' | 'cap';
  readonly version: 4 | 6;
  /** `loopback`: client, daemon and capture are in the daemon's namespace. */
  readonly where: 'loopback' | 'bridge';
}

/** How often the screen is looked at, in milliseconds, beside what looking itself takes. */
const LOOK_MS = 5;

/**
 * Milliseconds from the moment that a docker client printed something to the moment that the terminal UI
 * showed it; 0 where the screen was first.
 */
export async function onScreen(daemon: PrivateDaemon, place: Place): Promise<Record<Moment, number>> {
  const { engine, version, where } = place;
  const inside = where === 'loopback';
  const tmux = new Tmux(`${engine}${version}${where}`, 140, 40);
  const docker = (args: readonly string[], input: 'ignore' | 'pipe' = 'ignore'): ChildProcess =>
    daemon.docker(version, args, input, inside);
  try {
    const sniff = `${process.execPath} bin/dind-sniff.js --engine ${engine} -i ${inside ? 'lo' : daemon.bridge}`;
    tmux.type(inside ? `${daemon.enter.join(' ')} ${sniff}` : sniff);
    await tmux.shows('Waiting for a Docker client');
    const events = docker(['events']);
    const eventLines = printed(events);
    await tmux.shows(/ events /);

    const build = docker(['build', '-t', daemon.image, daemon.context(`${engine}${version}${where}`)]);
    const built = await printed(build).until(/Successfully tagged/);
    const result = { build: await since(built, tmux, / build .*✓/) } as Record<Moment, number>;

    const attach = docker(['run', '--rm', '-i', '--network=none', 'busybox:local', 'cat'], 'pipe');
    const answered = printed(attach).until(/twelve bytes/);
    attach.stdin?.write('twelve bytes');
    // Each frame of the daemon's stream begins with 8 bytes.
    result.attach = await since(await answered, tmux, / attach .* 12 B +20 B/);
    attach.stdin?.end();
    await new Promise((resolve) => attach.on('close', resolve));

    // Its row says how much the daemon has told; let what came before be told first.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const before = / events .*$/m.exec(tmux.screen())?.[0] ?? '';
    const toldBefore = eventLines.text().length;
    docker(['volume', 'create', `v${Date.now()}`]);
    const told = await eventLines.until(new RegExp(`^[^]{${toldBefore},}volume create`));
    result.events = await since(
      told,
      tmux,
      (screen) => (/ events .*$/m.exec(screen)?.[0] ?? before) !== before,
    );
    events.kill();

    const push = docker(['push', daemon.image]);
    const pushed = await printed(push).until(/digest: sha256/);
    result.push = await since(pushed, tmux, / push .*✓/);
    tmux.keys('q');
    await tmux.shows(/\d+ exchanges, /);
    return result;
  } finally {
    tmux.close();
  }
}

async function since(at: number, tmux: Tmux, shown: RegExp | ((screen: string) => boolean)): Promise<number> {
  const holds = typeof shown === 'function' ? shown : (screen: string) => shown.test(screen);
  const limit = at + 10_000;
  while (!holds(tmux.screen())) {
    if (performance.now() > limit) throw new Error(`${String(shown)} did not appear on\n${tmux.screen()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return Math.max(0, performance.now() - at);
}

/** What a client prints, and when it had printed something. */
function printed(child: ChildProcess): { text: () => string; until: (words: RegExp) => Promise<number> } {
  let text = '';
  let look = (): void => {};
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    look();
  });
  return {
    text: () => text,
    until: (words) =>
      new Promise((resolve) => {
        look = () => {
          if (words.test(text)) resolve(performance.now());
        };
        look();
      }),
  };
}
