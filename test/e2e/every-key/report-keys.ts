import { isNotOn, isOn, isTab, type KeyWalk, meanwhile, press, type Step, sees } from './key-step.ts';
import { scrollSteps } from './scroll-steps.ts';

const LARGEST = 'public/img/hero.webp';

const report = (key: string, title: string | RegExp): Step => press(key, sees(title));

export const reportKeys: KeyWalk = {
  place: 'report',
  capture: 'fixtures/classic-build/capture.pcapng',
  size: [100, 20],
  way: ['4'],
  there: sees(' Files sent to builds '),
  steps: [
    ...scrollSteps(isNotOn(LARGEST), isOn(LARGEST)),
    press('space', sees('nothing to fold here')),
    press('ctrl-f', sees('find ▏')),
    ...meanwhile([...'standard', 'enter'], isOn('types/standard.js')),
    ...meanwhile(['ctrl-f', ...'mime', 'enter'], sees('finding mime')),
    ...meanwhile(['g'], isOn(LARGEST)),
    press('n', isOn('types/standard.js')),
    ...meanwhile(['n'], isOn('types/other.js')),
    press('N', isOn('types/standard.js')),
    press('y', sees('copied the table')),

    report('2', ' Builds '),
    press('m', sees('exchange 2 is marked')),
    press('c', sees('mark another one')),
    ...meanwhile(['j', 'c'], sees('exchange 2 and exchange 4 compared')),
    ...meanwhile(['esc'], sees(' Builds ')),
    press('enter', isTab(1)),
    ...meanwhile(['esc'], sees(' Builds ')),
    report('3', ' Registries and credentials '),
    report('4', ' Files sent to builds '),
    report('5', ' Statistics '),
    report('6', ' Connections '),
    report('7', /^ Issues/),
    report('8', ' Capture '),
    report('9', ' Findings: '),
    press('1', sees('CLIENT')),
    ...meanwhile(['2'], sees(' Builds ')),
    press('esc', sees('CLIENT')),
    ...meanwhile(['2'], sees(' Builds ')),
    press('q', sees('CLIENT')),
  ],
};
