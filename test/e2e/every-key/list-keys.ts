import { isNotOn, isOn, type KeyWalk, lacks, meanwhile, press, sees } from './key-step.ts';

const FAILED = '▸ 08:43:26';
const SECOND = '▸ 08:43:31';
const LAST = ' images ';

const report = (key: string, title: string | RegExp) => [
  press(key, sees(title)),
  ...meanwhile(['1'], sees('CLIENT')),
];
const opened = (key: string) => [press(key, isOn('Overview')), ...meanwhile(['esc'], sees('CLIENT'))];

export const listKeys: KeyWalk = {
  place: 'list',
  capture: 'fixtures/classic-build/capture.pcapng',
  size: [100, 16],
  way: [],
  there: sees('CLIENT'),
  steps: [
    press('down', isOn(SECOND)),
    press('j', isOn('257 ms')),
    press('up', isOn(SECOND)),
    press('k', isOn(FAILED)),
    press('G', isOn(LAST)),
    press('g', isOn(FAILED)),
    press('end', isOn(LAST)),
    press('home', isOn(FAILED)),

    press('space', isOn('▾ 08:43:26'), sees(' ping ')),
    ...meanwhile(['space'], lacks(' ping ')),
    press('a', sees('▾ 08:43:26'), sees('▾ 08:43:31')),
    ...['pagedown', 'ctrl-d'].flatMap((down, index) => [
      press(down, isNotOn('▾ 08:43:26')),
      press(['pageup', 'ctrl-u'][index] as string, isOn('▾ 08:43:26')),
    ]),
    ...meanwhile(['G'], isOn(LAST)),
    press('ctrl-b', isNotOn(LAST)),
    ...meanwhile(['g', 'a'], lacks('▾')),

    ...['enter', 'right', 'l'].flatMap(opened),

    press('e', lacks(LAST), sees('1 of 8 pass'), sees('only what failed')),
    ...meanwhile(['e'], sees(LAST)),
    press('b', lacks(LAST), sees('3 of 8 pass'), sees('only builds')),
    press('esc', sees(LAST)),
    press('/', sees('/ ▏')),
    ...meanwhile([...'images', 'enter'], sees('1 of 8 pass'), isOn(LAST)),
    ...meanwhile(['esc'], sees('no filter'), sees(FAILED)),

    ...meanwhile(['g'], isOn(FAILED)),
    press('n', sees('no other error')),
    ...meanwhile(['G'], isOn(LAST)),
    press('N', isOn(FAILED)),
    press('ctrl-f', sees('find ▏')),
    ...meanwhile([...'images', 'enter'], isOn(LAST)),
    ...meanwhile(['ctrl-f'], sees('find ▏')),
    ...meanwhile(['esc'], lacks('find ▏')),

    press('o', sees('sorted by')),
    press('v', sees('▲')),
    ...meanwhile(['v'], lacks('▲')),

    press('F', sees('following')),
    ...meanwhile(['F'], lacks('following')),
    press('P', sees('paused')),
    ...meanwhile(['P'], lacks('paused')),
    press('\\', sees('a preview needs a screen of 160 columns and 30 rows')),

    ...meanwhile(['g'], isOn('▸ 08:43:31')),
    press('m', sees('◆')),
    press('c', sees('mark another one')),
    press('y', sees('Copy as')),
    ...meanwhile(['esc'], lacks('Copy as')),
    press('w', sees('save to capture.pcapng▏')),
    ...meanwhile(['esc'], lacks('save to')),

    ...report('2', ' Builds '),
    ...report('3', ' Registries and credentials '),
    ...report('4', ' Files sent to builds '),
    ...report('5', ' Statistics '),
    ...report('6', ' Connections '),
    ...report('7', /^ Issues/),
    ...report('8', ' Capture '),
    ...report('9', ' Findings: '),
    press('q', sees(/ready>\s*$/)),
  ],
};
