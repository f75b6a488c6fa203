import type { Place } from '../../../src/views/tui/keys/key-bindings.ts';
import type { Terminal } from '../terminal.ts';

/** What a person would see of a key's effect. */
export interface Sign {
  /** For who reads why a test failed. */
  readonly words: string;
  /** `written`: what came to the terminal since the key. */
  readonly holds: (terminal: Terminal, written: string) => boolean;
}

/** One key, and what there is to see then that was not there before. */
export interface Step {
  readonly key: string;
  /** It is pressed for itself, and not to get somewhere. */
  readonly counts: boolean;
  readonly signs: readonly Sign[];
}

/** The keys of a place, in the order of somebody who sits there. */
export interface KeyWalk {
  readonly place: Place;
  readonly capture: string;
  /** Columns and rows. */
  readonly size: readonly [columns: number, rows: number];
  /** From the list to the place. */
  readonly way: readonly string[];
  /** Stands on the screen of the place, and on no other. */
  readonly there: Sign;
  readonly steps: readonly Step[];
}

/** A key whose effect is looked at. */
export function press(key: string, ...signs: readonly Sign[]): Step {
  return { key, counts: true, signs };
}

/** Keys on the way to the next one: what they type, and what is there then. */
export function meanwhile(keys: readonly string[], ...signs: readonly Sign[]): readonly Step[] {
  return keys.map((key, index) => ({ key, counts: false, signs: index === keys.length - 1 ? signs : [] }));
}

/** Whatever else there is to see. */
export function sign(words: string, holds: Sign['holds']): Sign {
  return { words, holds };
}

export function sees(expected: string | RegExp): Sign {
  return { words: `there is ${expected}`, holds: (terminal) => includes(terminal.text(), expected) };
}

export function lacks(expected: string | RegExp): Sign {
  return { words: `there is no ${expected}`, holds: (terminal) => !includes(terminal.text(), expected) };
}

/** The line that the cursor is on, or the tab that is open. */
export function isOn(expected: string | RegExp): Sign {
  return {
    words: `the cursor is on ${expected}`,
    holds: (terminal) => terminal.inverse().some((text) => includes(text, expected)),
  };
}

export function isNotOn(expected: string | RegExp): Sign {
  const { holds } = isOn(expected);
  return { words: `the cursor is not on ${expected}`, holds: (terminal) => !holds(terminal, '') };
}

export function writes(expected: string | RegExp): Sign {
  return {
    words: `${JSON.stringify(String(expected))} is written`,
    holds: (_, written) => includes(written, expected),
  };
}

function includes(text: string, expected: string | RegExp): boolean {
  return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
}

/** The tab with this number is open. */
export function isTab(number: number): Sign {
  return {
    words: `tab ${number} is open`,
    holds: (terminal) => {
      const [, line = ''] = terminal.text().split('\n');
      const name = line.trim().split(/ {2,}/)[number - 1];
      return name !== undefined && terminal.inverse().includes(` ${name} `);
    },
  };
}
