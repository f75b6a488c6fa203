/**
 * Every key of the screens, as data: the help screen, the footer and the tests read this table.
 *
 * Keys are written as `keyNames` gives them: `j`, `G`, `ctrl-d`, `pagedown`, `enter`.
 */
export interface KeyBinding {
  readonly command: Command;
  readonly keys: readonly string[];
  readonly where: readonly Place[];
  /** What the key does, for the help screen. */
  readonly help: string;
  /** One or two words for the footer, for the keys that are worth a place there. */
  readonly hint?: string;
}

/** `everywhere` works on each of the other places too, so its keys may not be used there again. */
export type Place = 'everywhere' | 'list' | 'detail' | 'help';

export type Command =
  | 'app.help'
  | 'app.quit'
  | 'app.suspend'
  | 'app.redraw'
  | 'list.open'
  | 'list.follow'
  | 'list.quit'
  | 'go.back'
  | 'move.up'
  | 'move.down'
  | 'move.page-up'
  | 'move.page-down'
  | 'move.first'
  | 'move.last'
  | 'tab.next'
  | 'tab.previous'
  | 'tab.select'
  | 'pane.fold'
  | 'pane.sort';

const SCROLLED: readonly Place[] = ['list', 'detail', 'help'];

export const keyBindings: readonly KeyBinding[] = [
  { command: 'move.up', keys: ['up', 'k'], where: SCROLLED, help: 'Up one line' },
  { command: 'move.down', keys: ['down', 'j'], where: SCROLLED, help: 'Down one line' },
  { command: 'move.page-up', keys: ['pageup', 'ctrl-u'], where: SCROLLED, help: 'Up one page' },
  { command: 'move.page-down', keys: ['pagedown', 'ctrl-d'], where: SCROLLED, help: 'Down one page' },
  { command: 'move.first', keys: ['g', 'home'], where: SCROLLED, help: 'To the first line' },
  { command: 'move.last', keys: ['G', 'end'], where: SCROLLED, help: 'To the last line' },
  { command: 'list.open', keys: ['enter', 'right', 'l'], where: ['list'], help: 'Open', hint: 'open' },
  { command: 'list.follow', keys: ['F'], where: ['list'], help: 'Follow the newest', hint: 'follow' },
  { command: 'list.quit', keys: ['q'], where: ['list'], help: 'Quit', hint: 'quit' },
  {
    command: 'tab.next',
    keys: ['tab', 'right', 'l'],
    where: ['detail'],
    help: 'Next tab',
    hint: 'next tab',
  },
  { command: 'tab.previous', keys: ['shift-tab', 'left', 'h'], where: ['detail'], help: 'Previous tab' },
  {
    command: 'tab.select',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    where: ['detail'],
    help: 'Tab by its number',
  },
  {
    command: 'pane.fold',
    keys: ['space', 'enter'],
    where: ['detail'],
    help: 'Fold or unfold a folder',
    hint: 'fold',
  },
  {
    command: 'pane.sort',
    keys: ['s'],
    where: ['detail'],
    help: 'Sort files by size, name or as sent',
    hint: 'sort',
  },
  { command: 'go.back', keys: ['esc', 'q'], where: ['detail', 'help'], help: 'Back', hint: 'back' },
  { command: 'app.help', keys: ['?'], where: ['everywhere'], help: 'Show or hide this help', hint: 'help' },
  { command: 'app.redraw', keys: ['ctrl-l'], where: ['everywhere'], help: 'Draw the screen anew' },
  { command: 'app.suspend', keys: ['ctrl-z'], where: ['everywhere'], help: 'To the shell; fg comes back' },
  { command: 'app.quit', keys: ['Q', 'ctrl-c'], where: ['everywhere'], help: 'Quit from anywhere' },
];

/** Key name to command, for one place. */
export function commandsOf(place: Place): ReadonlyMap<string, Command> {
  return bindingsByPlace[place];
}

function commandTable(place: Place): ReadonlyMap<string, Command> {
  const table = new Map<string, Command>();
  for (const { command, keys, where } of keyBindings) {
    if (where.includes(place)) for (const key of keys) table.set(key, command);
  }
  return table;
}

const bindingsByPlace: Readonly<Record<Place, ReadonlyMap<string, Command>>> = {
  everywhere: commandTable('everywhere'),
  list: commandTable('list'),
  detail: commandTable('detail'),
  help: commandTable('help'),
};
