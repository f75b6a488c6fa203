import { isOn, type KeyWalk, lacks, meanwhile, press, sees } from './key-step.ts';
import { scrollSteps } from './scroll-steps.ts';

const FIRST_LINE = 'FROM busybox:local AS build';

/** The Dockerfile of a context, on a screen that is too low for it. */
export const paneKeys: KeyWalk = {
  place: 'pane',
  capture: 'fixtures/classic-build/capture.pcapng',
  size: [100, 14],
  way: ['enter', '2', 'G', 'k', 'k', 'k', 'k', 'k', 'enter'],
  there: sees('531 B (531 bytes)'),
  steps: [
    ...scrollSteps(lacks(FIRST_LINE), sees(FIRST_LINE)),
    press('space', sees('nothing to fold here')),
    press('enter', sees('nothing to open here')),

    ...meanwhile(['t'], sees(FIRST_LINE)),
    press('t', sees('00000000  46 52 4f 4d')),
    ...meanwhile(['t'], sees(FIRST_LINE)),

    press('ctrl-f', sees('find ▏')),
    ...meanwhile([...'entrypoint', 'enter'], isOn('ENTRYPOINT')),
    ...meanwhile(['ctrl-f', ...'copy', 'enter', 'g'], sees('5  COPY node_modules')),
    press('n', lacks(FIRST_LINE), sees('5  COPY node_modules')),
    ...meanwhile(['n'], lacks('5  COPY node_modules')),
    press('N', sees('5  COPY node_modules')),

    press('y', sees('copied the file')),
    press('w', sees('save to Dockerfile▏')),
    ...meanwhile(['esc'], lacks('save to')),
    press('v', sees('pager has 531 bytes')),
    ...meanwhile(['enter'], sees('531 B (531 bytes)')),
    press('E', sees('editor has 531 bytes')),
    ...meanwhile(['enter'], sees('531 B (531 bytes)')),

    press('p', sees('Show passwords and tokens on the screen?')),
    ...meanwhile(['n'], lacks('Show passwords')),

    press('q', isOn('Context')),
    ...meanwhile(['enter'], sees('531 B (531 bytes)')),
    press('esc', isOn('Context')),
  ],
};
