import type { ReadStream, WriteStream } from 'node:tty';
import { render } from 'ink';
import type { Engine } from '../view-model/engine.ts';
import type { UtcOffset } from '../view-model/format-time.ts';
import { asciiSymbols, unicodeSymbols } from '../view-model/symbols.ts';
import { App } from './app.tsx';
import { PaintedLinesContext } from './components/lines.tsx';
import { type Histories, NO_HISTORIES } from './histories.ts';
import { KeyInput } from './keys/key-input.tsx';
import { defaultKeyMap, type KeyMap } from './keys/key-map.ts';
import { FrameStream } from './terminal/frame-stream.ts';
import { clipboardSequence, type TerminalServices } from './terminal/terminal-services.ts';
import { openTerminalSession } from './terminal/terminal-session.ts';
import { showInProgram } from './terminal/user-program.ts';
import { COLOR_THEME, PLAIN_THEME, type Theme } from './theme/theme.ts';

export interface TuiOptions {
  /** Where keys come from: a terminal, which is `/dev/tty` when the capture comes over standard input. */
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Show plain text, for a screen reader, and change it seldom. */
  readonly screenReader?: boolean;
  /** Draw with ASCII only. */
  readonly ascii: boolean;
  readonly color: boolean;
  /** Look of a terminal with colours. */
  readonly theme?: Theme;
  /** Minutes that the clock on the screen is ahead of UTC. */
  readonly utcOffset: UtcOffset;
  /** Start on the newest exchange and stay there. */
  readonly follow?: boolean;
  /** The filter that the engine was started with. */
  readonly filter?: string | null;
  readonly keyMap?: KeyMap;
  /** Show a preview of the chosen row where there is room for it. */
  readonly preview?: boolean;
  /** Take the mouse. */
  readonly mouse?: boolean;
  /** Lines that were written in earlier sessions, and who keeps those of this one. */
  readonly histories?: Histories;
  readonly onHistories?: (histories: Histories) => void;
  /** Command lines of the programs that show a text. */
  readonly tools?: Readonly<Record<'pager' | 'editor', string>>;
  /** Aborted from outside: the screen is left as if the user had left it. */
  readonly interrupted?: AbortSignal;
}

/** A screen is drawn anew for changes of the capture at most this often, so that keys are never waited for. */
const REDRAW_MS = 100;
/** A screen reader says what changes; it should come to an end with it. */
const READER_REDRAW_MS = 5000;

/** Shows a capture full-screen until the user leaves. The terminal is as it was afterwards, in any case. */
export async function runTui(engine: Engine, options: TuiOptions): Promise<void> {
  const { stdin, stdout, mouse = false, tools, keyMap = defaultKeyMap, screenReader = false } = options;
  const frames = new FrameStream(stdout, screenReader);
  const session = openTerminalSession(stdin, stdout, {
    onPause: () => frames.pause(),
    onResume: () => frames.resume(),
  });
  const terminal: TerminalServices = {
    size: () => frames.size,
    onResize: (resized) => {
      frames.on('resize', resized);
      return () => frames.off('resize', resized);
    },
    suspend: session.suspend,
    redraw: () => frames.repaint(),
    takeMouse: session.takeMouse,
    copy: (text) => stdout.write(clipboardSequence(text)),
    openIn: (tool, bytes) => {
      const command = tools?.[tool];
      if (command === undefined) return `there is no ${tool}`;
      return session.lend(() => showInProgram(command, bytes));
    },
  };
  try {
    session.takeMouse(mouse);
    const look = {
      // Only these are known to be signs when a line is made plain.
      symbols: options.ascii && !screenReader ? asciiSymbols : unicodeSymbols,
      theme: options.color ? (options.theme ?? COLOR_THEME) : PLAIN_THEME,
      utcOffset: options.utcOffset,
      keyMap,
    };
    const screen = render(
      <PaintedLinesContext.Provider value={frames.lines}>
        <KeyInput keyMap={keyMap}>
          <App
            engine={engine}
            look={look}
            follow={options.follow ?? false}
            filter={options.filter ?? ''}
            preview={!screenReader && (options.preview ?? true)}
            redrawMs={screenReader ? READER_REDRAW_MS : REDRAW_MS}
            mouse={mouse}
            histories={options.histories ?? NO_HISTORIES}
            onHistories={options.onHistories ?? (() => {})}
            terminal={terminal}
          />
        </KeyInput>
      </PaintedLinesContext.Provider>,
      // Ink's own words for a screen reader would be of names.
      // Ink's debug mode writes whole frames and leaves their placing to the stream; see `FrameStream`.
      {
        stdin,
        stdout: frames.asTerminal(),
        debug: true,
        exitOnCtrlC: false,
        patchConsole: false,
        isScreenReaderEnabled: false,
      },
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
