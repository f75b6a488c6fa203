import { afterEach, describe, expect, it } from 'vitest';
import { runTui } from '../../../src/views/tui/run-tui.tsx';
import type { Engine } from '../../../src/views/view-model/engine.ts';
import { exchange, response } from '../../builders/exchange.ts';
import { webBuild } from '../../builders/web-build.ts';
import { HeadlessTerminal } from './headless-terminal.ts';
import { MemoryEngine } from './memory-engine.ts';

let running: { readonly terminal: HeadlessTerminal; readonly done: Promise<void> } | undefined;

afterEach(async () => {
  await running?.terminal.press('Q');
  await running?.done;
  running = undefined;
});

async function open(engine: Engine, columns = 100, rows = 30, follow = false): Promise<HeadlessTerminal> {
  const terminal = new HeadlessTerminal(columns, rows);
  const { stdin, stdout } = terminal;
  const done = runTui(engine, { stdin, stdout, ascii: false, color: true, utcOffset: () => 0, follow });
  running = { terminal, done };
  await terminal.settled();
  return terminal;
}

function pings(count: number) {
  return Array.from({ length: count }, (_, index) =>
    exchange({ id: index + 1, connection: index + 1, summary: `ping number ${index + 1}` }),
  );
}

describe('leaving', () => {
  it.each([
    ['q at the list', ['q']],
    ['Q anywhere', ['enter', 'Q']],
    ['ctrl-c anywhere', ['enter', '?', 'ctrl-c']],
    ['esc back to the list and q', ['enter', 'esc', 'q']],
    ['two keys that come together', ['enter', 'qq']],
  ])('%s gives the terminal back', async (_, keys) => {
    const terminal = await open(new MemoryEngine(pings(3)));
    expect(terminal.onAlternateScreen).toBe(true);
    expect(terminal.rawMode).toBe(true);
    await terminal.press(...keys);
    await running?.done;
    running = undefined;
    expect(terminal.onAlternateScreen).toBe(false);
    expect(terminal.rawMode).toBe(false);
    expect(terminal.written).toMatch(/\x1b\[\?25h/);
  });

  it('gives the terminal back when a screen cannot be drawn', async () => {
    const engine = new MemoryEngine(pings(1));
    engine.list.entries = () => {
      throw new Error('rows are gone');
    };
    const terminal = new HeadlessTerminal(80, 24);
    const { stdin, stdout } = terminal;
    const done = runTui(engine, { stdin, stdout, ascii: false, color: true, utcOffset: () => 0 });
    await expect(done).rejects.toThrow('rows are gone');
    await terminal.settled();
    expect(terminal.onAlternateScreen).toBe(false);
    expect(terminal.rawMode).toBe(false);
  });

  it('leaves no listener behind', async () => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGCONT', 'exit'];
    // Ink's signal-exit keeps its own listeners, so they are counted after a first run.
    for (const expected of [null, signals.map((signal) => process.listenerCount(signal))]) {
      await open(new MemoryEngine(pings(1)));
      await running?.terminal.press('q');
      await running?.done;
      running = undefined;
      if (expected !== null) expect(signals.map((signal) => process.listenerCount(signal))).toEqual(expected);
    }
  });
});

describe('saving the capture', () => {
  it('asks whether all of it is meant while a filter is set', async () => {
    const engine = new MemoryEngine([webBuild()]);
    const terminal = await open(engine);
    await terminal.press('b', 'w');
    expect(terminal.screen()).toContain('f what passes the filter');
    await terminal.press('f');
    expect(terminal.screen()).toContain('save to part.pcapng');
    await terminal.press('enter');
    expect(engine.asked).toContainEqual({ kind: 'save-part', filter: 'is build', path: 'part.pcapng' });
  });

  it('asks nothing but where to without one', async () => {
    const engine = new MemoryEngine([webBuild()]);
    const terminal = await open(engine);
    await terminal.press('w');
    expect(terminal.screen()).toContain('save to capture.pcapng');
    await terminal.press('esc');
  });
});

describe('the list', () => {
  it('asks only for the rows on the screen of a hundred thousand', async () => {
    const engine = new MemoryEngine(pings(100_000));
    const terminal = await open(engine, 100, 30);
    const { entries } = engine.list;
    const taken: number[] = [];
    engine.list.entries = (start, end) => {
      taken.push(end - start);
      return entries.call(engine.list, start, end);
    };
    await terminal.press('G', 'pageup', 'k', 'g', 'pagedown');
    expect(Math.max(...taken)).toBeLessThanOrEqual(24);
    await terminal.press('G');
    expect(terminal.selected()).toContain('ping number 100000');
    expect(terminal.screen()).toContain('100,000 of 100,000');
  });

  it('keeps the chosen row and its facts on the screen', async () => {
    const engine = new MemoryEngine([...pings(40), webBuild({ id: 41, connection: 41 }), ...pings(0)]);
    const terminal = await open(engine, 100, 20);
    await terminal.press('G');
    expect(terminal.selected()).toContain('build web:latest');
    expect(terminal.screen()).toContain('context 1.9 MB, 12 files');
    expect(terminal.screen()).toContain('steps 6, cached 1');
  });

  it('moves with arrows, letters and pages, and not beyond its ends', async () => {
    const terminal = await open(new MemoryEngine(pings(50)), 100, 16);
    const chosen: string[] = [];
    for (const key of ['up', 'down', 'j', 'k', 'pagedown', 'pagedown', 'pageup', 'end', 'down', 'home']) {
      await terminal.press(key);
      chosen.push(/number (\d+)/.exec(terminal.selected())?.[1] ?? '');
    }
    expect(chosen).toEqual(['1', '2', '3', '2', '11', '20', '11', '50', '50', '1']);
  });

  it('takes keys that come faster than they are read', async () => {
    const terminal = await open(new MemoryEngine(pings(50)));
    await terminal.press('jjjjj');
    expect(terminal.selected()).toContain('ping number 6');
  });

  it('follows the newest exchange until the cursor is moved', async () => {
    const engine = new MemoryEngine(pings(40), { state: 'live' });
    const terminal = await open(engine, 100, 20, true);
    expect(terminal.selected()).toContain('ping number 40');
    engine.put(exchange({ id: 41, connection: 41, summary: 'ping number 41' }));
    await expect.poll(() => terminal.selected()).toContain('ping number 41');
    await terminal.press('k');
    engine.put(exchange({ id: 42, connection: 42, summary: 'ping number 42' }));
    await expect.poll(() => terminal.screen()).toContain('40 of 42');
    expect(terminal.selected()).toContain('ping number 40');
    await terminal.press('F');
    expect(terminal.selected()).toContain('ping number 42');
  });

  it.each([
    ['ended', 'No Docker call in 1,204 packets.'],
    ['live', 'Waiting for a Docker client'],
    ['reading', 'Reading.'],
  ] as const)('says what is up when it is empty and the capture is %s', async (state, words) => {
    const terminal = await open(new MemoryEngine([], { state }));
    expect(terminal.screen()).toContain(words);
    await terminal.press('enter', 'j', 'G', 'k');
    expect(terminal.screen()).toContain(words);
  });

  it('shows a source that failed', async () => {
    const terminal = await open(
      new MemoryEngine(pings(1), { state: 'failed', message: 'tcpdump: no such device' }),
    );
    expect(terminal.screen()).toContain('! tcpdump: no such device');
  });
});

describe('an exchange', () => {
  it('waits for one that is not here yet, and says when it never will be', async () => {
    const engine = new MemoryEngine(pings(1));
    let answer: (value: null) => void = () => {};
    engine.ask = () => new Promise((resolve) => (answer = resolve as typeof answer));
    const terminal = await open(engine);
    await terminal.press('enter');
    expect(terminal.screen()).toContain('Asking for it…');
    answer(null);
    await terminal.settled();
    expect(terminal.screen()).toContain('It is no longer kept.');
    await terminal.press('esc');
    expect(terminal.selected()).toContain('ping number 1');
  });

  it('keeps keys that were pressed before it was here, unless it is left', async () => {
    const engine = new MemoryEngine([webBuild()]);
    const ask = engine.ask.bind(engine);
    let answer: () => void = () => {};
    engine.ask = ((question) =>
      question.kind === 'exchange'
        ? new Promise((resolve) => {
            answer = () => resolve(ask(question) as never);
          })
        : ask(question)) as typeof engine.ask;
    const terminal = await open(engine);
    await terminal.press('enter', 'tab', 'j');
    expect(terminal.screen()).toContain('Asking for it…');
    answer();
    await terminal.settled();
    expect(terminal.selected()).toContain('typescript/');
    await terminal.press('esc', 'enter', 'tab', 'esc');
    expect(terminal.selected()).toContain('build web:latest');
    await terminal.press('enter');
    expect(terminal.screen()).toContain('Asking for it…');
  });

  it('is drawn anew while it goes on', async () => {
    const engine = new MemoryEngine([exchange({ state: 'open', response: null })], { state: 'live' });
    const terminal = await open(engine);
    await terminal.press('enter');
    expect(terminal.screen()).toContain('● open');
    engine.put(exchange());
    await expect.poll(() => terminal.screen()).toContain('✓ 200');
  });

  it('goes through its tabs both ways and by number, and remembers where each was left', async () => {
    const terminal = await open(new MemoryEngine([webBuild()]));
    await terminal.press('enter', 'shift-tab', 'shift-tab', 'shift-tab');
    expect(terminal.screen()).toContain('all in all');
    await terminal.press('tab', 'tab', 'tab', 'right', 'j', 'j');
    expect(terminal.selected()).toContain('react-dom/');
    await terminal.press('5', '9', '2');
    expect(terminal.selected()).toContain('react-dom/');
  });

  it('folds and sorts the context', async () => {
    const terminal = await open(new MemoryEngine([webBuild()]));
    await terminal.press('enter', '2');
    expect(terminal.screen()).toContain('typescript/');
    await terminal.press('space');
    expect(terminal.screen()).not.toContain('typescript/');
    await terminal.press('s');
    expect(terminal.screen()).toContain('by name');
    expect(terminal.selected()).toContain('.dockerignore');
  });

  it('opens the steps at the one that failed', async () => {
    const terminal = await open(new MemoryEngine([webBuild()]));
    await terminal.press('enter', '4');
    expect(terminal.selected()).toContain('RUN npm ci');
    expect(terminal.screen()).toContain('npm error code EUSAGE');
    await terminal.press('k');
    expect(terminal.screen()).not.toContain('npm error code EUSAGE');
  });
});

it('gives the keys back to the screen when a prompt is left', async () => {
  const terminal = await open(new MemoryEngine(pings(3)));
  for (const leave of ['esc', 'enter']) {
    await terminal.press('/', leave, 'g', 'j');
    expect(terminal.selected()).toContain('ping number 2');
  }
});

describe('the line at the foot', () => {
  it('takes a filter, says what is wrong with it, and remembers it', async () => {
    const terminal = await open(new MemoryEngine([...pings(3), webBuild({ id: 4, connection: 9 })]));
    await terminal.press('/', 'op = build', 'enter');
    expect(terminal.screen()).toContain("✗ '=' is written '=='");
    await terminal.press('ctrl-w', 'ctrl-w', '== build', 'enter');
    expect(terminal.screen()).toContain('filter op == build');
    expect(terminal.screen()).toContain('1 of 4 pass');
    expect(terminal.selected()).toContain('build web:latest');
    await terminal.press('esc');
    expect(terminal.screen()).toContain('no filter');
    await terminal.press('/', 'up', 'enter');
    expect(terminal.screen()).toContain('filter op == build');
  });

  it('completes words with Tab', async () => {
    const terminal = await open(new MemoryEngine(pings(1)));
    await terminal.press('/', 'regis', 'tab');
    expect(terminal.screen()).toContain('/ registry');
    await terminal.press('esc');
  });

  it('runs any command by its name, and lists them', async () => {
    const terminal = await open(new MemoryEngine([...pings(2), webBuild({ id: 3, connection: 9 })]));
    await terminal.press(':');
    expect(terminal.screen()).toContain('filter.errors');
    await terminal.press('only.builds', 'enter');
    expect(terminal.screen()).toContain('filter is build');
    await terminal.press(':', 'statistics', 'enter');
    expect(terminal.screen()).toContain('ImageBuild');
    await terminal.press(':', 'nothing-like-it');
    expect(terminal.screen()).toContain('no such command');
    await terminal.press('esc', 'esc');
    expect(terminal.selected()).toContain('build web:latest');
  });

  it('finds a text in a pane and in the list', async () => {
    const terminal = await open(new MemoryEngine([...pings(30), webBuild({ id: 31, connection: 99 })]));
    await terminal.press('ctrl-f', 'number 17', 'enter');
    expect(terminal.selected()).toContain('ping number 17');
    await terminal.press('esc', 'G', 'enter', '4', 'ctrl-f', 'WORKDIR', 'enter');
    expect(terminal.selected()).toContain('WORKDIR /app');
  });
});

describe('acting', () => {
  it('marks, compares, and says what is missing', async () => {
    const before = webBuild({ id: 1, connection: 1 });
    const terminal = await open(new MemoryEngine([before, webBuild({ id: 2, connection: 2 })]));
    await terminal.press('c');
    expect(terminal.screen()).toContain('mark another one with m first');
    await terminal.press('m', 'j', 'c');
    expect(terminal.screen()).toContain('exchange 1 and exchange 2 compared');
    await terminal.press('esc');
    expect(terminal.screen()).toContain('◆');
  });

  it('goes to the next error and back', async () => {
    const failed = exchange({ id: 51, connection: 51, summary: 'broken', response: response(500) });
    const terminal = await open(new MemoryEngine([...pings(50), failed]));
    await terminal.press('n');
    expect(terminal.selected()).toContain('broken');
    await terminal.press('g', 'N');
    expect(terminal.screen()).toContain('no other error');
  });

  it('copies through the terminal, secrets masked', async () => {
    const terminal = await open(new MemoryEngine([webBuild({ id: 1 })]));
    await terminal.press('y', 'c');
    const [, copied = ''] = /\x1b\]52;c;([^\x07]*)\x07/.exec(terminal.written) ?? [];
    const text = Buffer.from(copied, 'base64').toString('utf8');
    expect(text).toMatch(/^curl -X POST /);
    expect(text).not.toMatch(/hunter2|npm_topsecret/);
  });

  it('shows secrets only after a question, and hides them again', async () => {
    const terminal = await open(new MemoryEngine([webBuild({ id: 1 })]));
    await terminal.press('enter', '5', 'p', 'n');
    expect(terminal.written).not.toContain('hunter2');
    await terminal.press('p', 'y');
    expect(terminal.screen()).toContain('hunter2');
    await terminal.press('p');
    expect(terminal.screen()).not.toContain('hunter2');
  });

  it('folds the calls of a command, and sorts', async () => {
    const terminal = await open(new MemoryEngine([exchange(), webBuild()]));
    await terminal.press('space');
    expect(terminal.screen()).toMatch(/▾ .*build web:latest/);
    expect(terminal.screen()).toMatch(/│ .* ping/);
    await terminal.press('a', 'a', 'o');
    expect(terminal.screen()).toContain('TOOK▼');
  });

  it('holds the screen still while it is paused', async () => {
    const engine = new MemoryEngine(pings(2), { state: 'live' });
    const terminal = await open(engine);
    await terminal.press('P');
    expect([engine.held, terminal.screen().includes('paused')]).toEqual([true, true]);
    await terminal.press('P');
    expect(engine.held).toBe(false);
  });
});

describe('the mouse', () => {
  const morePings = pings(5).slice(1);

  it('chooses a line, opens it, goes to a tab and scrolls', async () => {
    const terminal = await open(new MemoryEngine([...pings(60), webBuild({ id: 61, connection: 99 })]));
    await terminal.press('\x1b[<0;20;8M\x1b[<0;20;8m');
    expect(terminal.selected()).toContain('ping number 5');
    await terminal.press('\x1b[<65;20;8M');
    expect(terminal.selected()).toContain('ping number 8');
    await terminal.press('G', 'enter', '\x1b[<0;14;2M');
    expect(terminal.screen()).toContain('largest first');
  });

  it('hits the right line also below what the chosen one has beneath it', async () => {
    const terminal = await open(new MemoryEngine([webBuild({ id: 1, connection: 9 }), ...morePings]));
    expect(terminal.screen().split('\n')[7]).toContain('ping number 2');
    await terminal.press('\x1b[<0;20;8M');
    expect(terminal.selected()).toContain('ping number 2');
  });
});

describe('a wide screen', () => {
  const previews = (engine: MemoryEngine) =>
    engine.asked.flatMap((question) => (question.kind === 'preview' ? [question.id] : []));

  it('has the chosen row beside the list, and asks for each no more than once', async () => {
    const engine = new MemoryEngine(pings(30));
    const terminal = await open(engine, 200, 50);
    await terminal.shows('exchange 1 · connection 1');
    await terminal.press('jjjjj');
    await terminal.shows('exchange 6 · connection 6');
    expect(terminal.screen()).toContain('asked the daemon 20.10.24 (linux, API 1.41): ping number 6');
    const asked = previews(engine);
    expect([asked[0], asked.at(-1), new Set(asked).size]).toEqual([1, 6, asked.length]);
  });

  it('gives the list all the width, and takes it back', async () => {
    const terminal = await open(new MemoryEngine(pings(3)), 200, 50);
    await terminal.shows('exchange 1 · connection 1');
    await terminal.press('\\');
    expect(terminal.screen()).not.toContain('exchange 1 ·');
    await terminal.press('\\', 'j');
    await terminal.shows('exchange 2 · connection 2');
  });

  it('says where there is no room for it', async () => {
    const terminal = await open(new MemoryEngine(pings(3)), 120, 40);
    await terminal.press('\\');
    expect(terminal.screen()).toContain('a preview needs a screen of 160 columns and 30 rows');
  });

  it('opens what is beside the list by a click on it', async () => {
    const terminal = await open(new MemoryEngine(pings(9)), 200, 50);
    await terminal.press('j', '\x1b[<0;150;30M');
    expect(terminal.screen()).toMatch(/^ ping number 2 /);
  });
});

describe('the window', () => {
  it.each([
    [40, 12],
    [20, 6],
    [1, 1],
    [300, 80],
  ])('may become %i × %i at any moment', async (columns, rows) => {
    const terminal = await open(new MemoryEngine([exchange(), webBuild()]));
    await terminal.press('j', 'enter', '2');
    terminal.resize(columns, rows);
    await terminal.settled();
    await terminal.press('1', '2', '3', '4', 'esc');
    terminal.resize(100, 30);
    await terminal.settled();
    expect(terminal.selected()).toContain('build web:latest');
    expect(terminal.written).not.toContain('\x1b[3J');
  });

  it('writes only the lines that changed', async () => {
    const terminal = await open(new MemoryEngine(pings(20)));
    const before = terminal.written.length;
    await terminal.press('j');
    const update = terminal.written.slice(before);
    const rows = [...update.matchAll(/\x1b\[(\d+);1H/g)].map((match) => Number(match[1]));
    expect(rows).toEqual([4, 5, 29]);
  });

  it('is drawn whole on ctrl-l', async () => {
    const terminal = await open(new MemoryEngine(pings(20)));
    const before = terminal.written.length;
    await terminal.press('ctrl-l');
    expect(terminal.written.slice(before)).toContain('ping number 20');
  });
});
