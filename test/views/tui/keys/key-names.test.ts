import type { Key } from 'ink';
import { expect, it } from 'vitest';
import { keyNames } from '../../../../src/views/tui/keys/key-names.ts';

const none: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

it.each<[string, Partial<Key>, readonly string[]]>([
  ['j', {}, ['j']],
  ['G', { shift: true }, ['G']],
  ['', { upArrow: true }, ['up']],
  ['', { pageDown: true }, ['pagedown']],
  ['', { return: true }, ['enter']],
  ['', { escape: true, meta: true }, ['esc']],
  ['', { return: true, meta: true }, ['esc', 'enter']],
  ['', { tab: true, shift: true }, ['shift-tab']],
  ['', { tab: true }, ['tab']],
  ['d', { ctrl: true }, ['ctrl-d']],
  [' ', {}, ['space']],
  ['jj\r', {}, ['j', 'j', 'enter']],
  ['j\x04\t', {}, ['j', 'ctrl-d', 'tab']],
  ['q', { meta: true }, ['esc', 'q']],
  ['é', {}, ['é']],
  ['', {}, []],
])('%j is %j', (input, key, names) => {
  expect(keyNames(input, { ...none, ...key })).toEqual(names);
});
