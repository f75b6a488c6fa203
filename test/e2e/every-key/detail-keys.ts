import { isOn, isTab, type KeyWalk, lacks, meanwhile, press, sees } from './key-step.ts';
import { scrollSteps } from './scroll-steps.ts';

const FIRST_LINE = 'POST /v1.41/build HTTP/1.1';

/** A build with every kind of tab; the second line of the screen has their names. */
export const detailKeys: KeyWalk = {
  place: 'detail',
  capture: 'fixtures/classic-build/capture.pcapng',
  size: [120, 24],
  way: ['enter'],
  there: isTab(1),
  steps: [
    press('tab', isTab(2)),
    press('right', isTab(3)),
    press('l', isTab(4)),
    press('shift-tab', isTab(3)),
    press('left', isTab(2)),
    press('h', isTab(1)),
    ...['2', '3', '4', '5', '6', '7', '8', '9', '1'].map((digit) => press(digit, isTab(Number(digit)))),

    ...meanwhile(['7'], sees(FIRST_LINE)),
    ...scrollSteps(lacks(FIRST_LINE), sees(FIRST_LINE)),
    press('space', sees('nothing to fold here')),
    press('s', sees('nothing to sort here')),
    press('enter', sees('nothing to open here')),
    ...meanwhile(['G'], sees('00033100  00 00 00')),
    press('t', lacks('00033100  00 00 00')),

    ...meanwhile(['t', 'g'], sees(FIRST_LINE)),
    press('ctrl-f', sees('find ▏')),
    ...meanwhile([...'version', 'enter'], isOn(/^version$/i)),
    ...meanwhile(['g'], sees(FIRST_LINE)),
    press('n', lacks(FIRST_LINE), sees(/^ +buildargs/m)),
    ...meanwhile(['n'], lacks('buildargs')),
    press('N', sees('buildargs')),

    ...meanwhile(['2', 'g'], isTab(2), isOn('node_modules/')),
    ...meanwhile(['space'], isOn('▸ node_modules/'), lacks('express/')),
    ...meanwhile(['space'], isOn('▾ node_modules/'), sees('express/')),
    ...meanwhile(['s'], sees('by name')),
    ...meanwhile(['s', 's'], sees('largest first')),
    ...meanwhile(['G', 'k', 'enter'], sees('logs/*.log')),
    ...meanwhile(['esc'], isTab(2)),

    press(']', sees('after 9.8 s')),
    press('[', sees('after 4.5 s')),
    press('m', sees('◆ marked')),
    press('c', sees('mark another one')),
    ...meanwhile([']'], sees('after 9.8 s')),
    ...meanwhile(['c'], sees('exchange 2 and exchange 4 compared')),
    ...meanwhile(['esc'], isTab(2)),
    ...meanwhile(['['], sees('after 4.5 s')),
    press('y', sees('Copy as')),
    ...meanwhile(['esc'], lacks('Copy as')),
    press('w', sees('save to .dockerignore▏')),
    ...meanwhile(['esc'], lacks('save to')),
    press('v', sees(/pager has \d+ bytes/)),
    ...meanwhile(['enter'], isTab(2)),
    press('E', sees(/editor has \d+ bytes/)),
    ...meanwhile(['enter'], isTab(2)),

    ...meanwhile(['5'], sees('identity token'), lacks('made-up')),
    press('p', sees('Show passwords and tokens on the screen?')),
    ...meanwhile(['n'], lacks('Show passwords'), sees('••••')),

    press('q', sees('CLIENT')),
    ...meanwhile(['enter'], isTab(1)),
    press('esc', sees('CLIENT')),
  ],
};
