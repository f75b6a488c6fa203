import { expect, test } from 'vitest';
import { BuildKitBook } from '../../../src/docker/buildkit/buildkit-book.ts';

const book = () => new BuildKitBook({ hash: false });

test('the same session and the same build for the same name', () => {
  const one = book();
  expect(one.session('s')).toBe(one.session('s'));
  expect(one.build('b')).toBe(one.build('b'));
  expect(one.build('b')).not.toBe(one.build('c'));
});

test('a build that is over, and its session, are let go when eight others are over', () => {
  const one = book();
  const build = one.build('first');
  const session = one.session('its');
  build.session = session;
  one.done(build);
  for (let count = 0; count < 7; count += 1) one.done(one.build(`${count}`));
  one.done(build);
  expect([one.build('first'), one.session('its')]).toEqual([build, session]);
  one.done(one.build('eighth'));
  expect(one.build('first')).not.toBe(build);
  expect(one.session('its')).not.toBe(session);
});

test('of builds and sessions that never end only the newest are known', () => {
  const one = book();
  const build = one.build('first');
  const session = one.session('first');
  for (let count = 0; count < 300; count += 1) {
    one.build(`${count}`);
    one.session(`${count}`);
  }
  expect(one.build('first')).not.toBe(build);
  expect(one.session('first')).not.toBe(session);
});

test('a session that is over is let go when sixteen others are over', () => {
  const one = book();
  const session = one.session('first');
  one.sessionOver('first');
  for (let count = 0; count < 15; count += 1) one.sessionOver(`${count}`);
  one.sessionOver('first');
  expect(one.session('first')).toBe(session);
  for (let count = 0; count < 16; count += 1) one.sessionOver(`other ${count}`);
  expect(one.session('first')).not.toBe(session);
});
