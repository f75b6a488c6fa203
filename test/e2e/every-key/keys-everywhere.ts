import { type KeyWalk, lacks, meanwhile, press, type Step, sees, sign, writes } from './key-step.ts';

const mouse = (given: boolean) =>
  sign(`the mouse is ${given ? 'ours' : "the terminal's"}`, (terminal) => terminal.givesMouse === given);

const restored = sign('the terminal is as it was', (terminal) => terminal.isAsItWas);

const READY = sees(/ready>\s*$/);

/** Keys that work on every place, all the same: each of the two rows ends the program. */
export function roundsEverywhere({ place, there }: KeyWalk): readonly (readonly Step[])[] {
  const isHelp = place === 'help';
  const leave = (key: string) => press(key, READY, restored);
  const steps = [
    press(':', sees('app.help'), sees(/: ▏/)),
    ...meanwhile(['esc'], lacks('app.help'), there),
    press('?', isHelp ? lacks('dind-sniff  keys') : sees('dind-sniff  keys')),
    ...meanwhile(['?'], there),
    press('ctrl-l', writes('\x1b[2J'), there),
    press('M', sees('the terminal has the mouse'), mouse(false)),
    ...meanwhile(['M'], sees('the mouse works here'), mouse(true)),
    press('ctrl-z', sees('Stopped'), READY, restored),
    ...meanwhile(['f', 'g', 'enter'], there),
    leave('Q'),
  ];
  return [steps, [leave('ctrl-c')]];
}
