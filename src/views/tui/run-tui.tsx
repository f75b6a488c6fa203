import type { ReadStream, WriteStream } from 'node:tty';
import { render } from 'ink';
import type { Engine } from '../view-model/engine.ts';
import type { UtcOffset } from '../view-model/format-time.ts';
import { asciiSymbols, unicodeSymbols } from '../view-model/symbols.ts';
import { App } from './app.tsx';
import { KeyInput } from './keys/key-input.tsx';
import { FrameStream } from './terminal/frame-stream.ts';
import { openTerminalSession } from './terminal/terminal-session.ts';
import { COLOR_THEME, PLAIN_THEME } from './theme/theme.ts';

export interface TuiOptions {
  /** Where keys come from: a terminal, which is `/dev/tty` when the capture comes over standard input. */
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Draw with ASCII only. */
  readonly ascii: boolean;
  readonly color: boolean;
  /** Minutes that the clock on the screen is ahead of UTC. */
  readonly utcOffset: UtcOffset;
  /** Start on the newest exchange and stay there. */
  readonly follow?: boolean;
  /** Aborted from outside: the screen is left as if the user had left it. */
  readonly interrupted?: AbortSignal;
}

/** Shows a capture full-screen until the user leaves. The terminal is as it was afterwards, in any case. */
export async function runTui(engine: Engine, options: TuiOptions): Promise<void> {
  const { stdin, stdout, ascii, color, utcOffset, follow = false } = options;
  const frames = new FrameStream(stdout);
  const session = openTerminalSession(stdin, stdout, {
    onPause: () => frames.pause(),
    onResume: () => frames.resume(),
  });
  try {
    const look = {
      symbols: ascii ? asciiSymbols : unicodeSymbols,
      theme: color ? COLOR_THEME : PLAIN_THEME,
      utcOffset,
    };
    const screen = render(
      <KeyInput>
        <App
          engine={engine}
          look={look}
          follow={follow}
          onSuspend={session.suspend}
          onRedraw={() => frames.repaint()}
        />
      </KeyInput>,
      // Ink's debug mode writes whole frames and leaves their placing to the stream; see `FrameStream`.
      { stdin, stdout: frames.asTerminal(), debug: true, exitOnCtrlC: false, patchConsole: false },
    );
    // The terminal is gone: there is nobody to show anything to.
    stdout.once('error', () => screen.unmount());
    options.interrupted?.addEventListener('abort', () => screen.unmount(), { once: true });
    await screen.waitUntilExit();
  } finally {
    frames.close();
    session.close();
    stdin.pause();
  }
}
