import { EventEmitter } from 'node:events';
import type { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { FrameStream } from '../../../../src/views/tui/terminal/frame-stream.ts';

/** A terminal that says whether it is ready for more. */
class SlowTerminal extends EventEmitter {
  columns = 20;
  rows = 3;
  ready = true;
  readonly written: string[] = [];

  write(text: string): boolean {
    this.written.push(text.replace(/\x1b\[[?\d;]*[a-zA-Z]/g, '|').replace(/\|+/g, '|'));
    return this.ready;
  }
}

function open() {
  const terminal = new SlowTerminal();
  return { terminal, frames: new FrameStream(terminal as unknown as WriteStream) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('shows the last of the frames of one turn', async () => {
  const { terminal, frames } = open();
  frames.write('a');
  frames.write('b');
  await turn();
  expect(terminal.written).toEqual(['|b|']);
});

it('gives a slow terminal the newest frame when it is ready again', async () => {
  const { terminal, frames } = open();
  terminal.ready = false;
  for (const frame of ['a', 'b', 'c']) {
    frames.write(frame);
    await turn();
  }
  expect(terminal.written).toEqual(['|a|']);
  terminal.ready = true;
  terminal.emit('drain');
  expect(terminal.written).toEqual(['|a|', '|c|']);
});

it('shows nothing while paused, then the whole frame', async () => {
  const { terminal, frames } = open();
  frames.write('a\nb');
  await turn();
  frames.pause();
  frames.write('a\nc');
  await turn();
  frames.resume();
  expect(terminal.written).toEqual(['|a|b|', '|a|c|']);
});

it('draws all anew after a resize, and no more rows than there are', async () => {
  const { terminal, frames } = open();
  let resized = 0;
  frames.on('resize', () => {
    resized += 1;
  });
  frames.write('a\nb\nc\nd');
  await turn();
  terminal.rows = 2;
  terminal.emit('resize');
  frames.write('a\nb\nc\nd');
  await turn();
  expect([resized, frames.size.height, frames.size.width]).toEqual([1, 2, 20]);
  expect(terminal.written).toEqual(['|a|b|c|', '|a|b|']);
  frames.close();
  expect(terminal.listenerCount('resize')).toBe(0);
});
