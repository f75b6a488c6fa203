import type { StyleName } from '../../view-model/styled-line.ts';

/**
 * Look of each meaning as SGR codes (ECMA-48, 8.3.117): what switches it on and off. Only the sixteen
 * colours that a terminal's owner chose, never a background of our own, so that light and dark both work.
 */
export type Theme = Readonly<Record<StyleName, readonly Sgr[]>>;

type Sgr = readonly [on: number, off: number];

const BOLD: Sgr = [1, 22];
const DIM: Sgr = [2, 22];
const UNDERLINE: Sgr = [4, 24];
const INVERSE: Sgr = [7, 27];
const RED: Sgr = [31, 39];
const GREEN: Sgr = [32, 39];
const YELLOW: Sgr = [33, 39];
const BLUE: Sgr = [34, 39];
const MAGENTA: Sgr = [35, 39];
const CYAN: Sgr = [36, 39];

export const COLOR_THEME: Theme = {
  plain: [],
  dim: [DIM],
  strong: [BOLD],
  heading: [DIM],
  'status.ok': [GREEN],
  'status.error': [RED],
  'status.warning': [YELLOW],
  'status.open': [CYAN],
  bar: [CYAN],
  key: [BOLD],
  match: [INVERSE],
  wrong: [RED, UNDERLINE],
  'json.name': [CYAN],
  'json.text': [GREEN],
  'json.number': [YELLOW],
  'stream.in': [CYAN],
  'stream.error': [RED],
  'tab.current': [BOLD, INVERSE],
  selected: [INVERSE],
};

/** On a white background yellow, cyan and green are hard to read, whatever the owner chose them to be. */
export const LIGHT_THEME: Theme = {
  ...COLOR_THEME,
  'status.ok': [],
  'status.warning': [MAGENTA],
  'status.open': [BLUE],
  bar: [BLUE],
  'json.name': [BLUE],
  'json.text': [MAGENTA],
  'json.number': [],
  'stream.in': [BLUE],
};

/** NO_COLOR asks for no colour; weight and reverse video stay, as they are none. https://no-color.org */
export const PLAIN_THEME: Theme = {
  ...COLOR_THEME,
  'status.ok': [],
  'status.error': [BOLD],
  'status.warning': [UNDERLINE],
  'status.open': [],
  bar: [],
  wrong: [UNDERLINE],
  'json.name': [],
  'json.text': [],
  'json.number': [],
  'stream.in': [],
  'stream.error': [],
};
