import { meanwhile, press, type Sign, type Step } from './key-step.ts';

/** The keys that go down, each with the one that leads back. */
const PAIRS = [
  ['down', 'up'],
  ['j', 'k'],
  ['pagedown', 'pageup'],
  ['ctrl-d', 'ctrl-u'],
  ['G', 'g'],
  ['end', 'home'],
] as const;

/** Away from the first line and back to it, by each key that scrolls; begins and ends there. */
export function scrollSteps(isAway: Sign, isBack: Sign): readonly Step[] {
  return [
    ...PAIRS.flatMap(([down, up]) => [press(down, isAway), press(up, isBack)]),
    ...meanwhile(['ctrl-d'], isAway),
    press('ctrl-b', isBack),
  ];
}
