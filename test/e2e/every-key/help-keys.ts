import { type KeyWalk, lacks, meanwhile, press, type Step, sees } from './key-step.ts';

const FIRST_LINE = /^ Moving and finding$/m;

const moves = (down: string, up: string): readonly Step[] => [
  press(down, lacks(FIRST_LINE)),
  press(up, sees(FIRST_LINE)),
];

export const helpKeys: KeyWalk = {
  place: 'help',
  capture: 'fixtures/classic-build/capture.pcapng',
  size: [100, 20],
  way: ['?'],
  there: sees('dind-sniff  keys'),
  steps: [
    // Above it is an empty line.
    ...meanwhile(['j'], sees(FIRST_LINE)),
    ...moves('down', 'up'),
    ...moves('j', 'k'),
    ...meanwhile(['g'], sees(FIRST_LINE)),
    ...moves('pagedown', 'pageup'),
    ...moves('ctrl-d', 'ctrl-u'),
    ...moves('G', 'g'),
    ...moves('end', 'home'),
    ...meanwhile(['G'], lacks(FIRST_LINE)),
    press('ctrl-b', lacks('only.no-pings')),
    ...meanwhile(['g'], sees(FIRST_LINE)),
    press('ctrl-f', sees('find ▏')),
    ...meanwhile([...'only.', 'enter'], sees('only.no-pings')),
    ...meanwhile(['g'], sees(FIRST_LINE)),
    press('n', lacks(FIRST_LINE)),
    ...meanwhile(['g'], sees(FIRST_LINE)),
    press('N', lacks(FIRST_LINE)),
    press('q', sees('CLIENT')),
    ...meanwhile(['?'], sees('dind-sniff  keys')),
    press('esc', sees('CLIENT')),
  ],
};
