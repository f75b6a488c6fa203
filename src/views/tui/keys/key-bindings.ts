/**
 * Every key of the screens, as data: the help screen, the palette, the footer, docs/keys.md and the tests
 * read this table.
 *
 * Keys are written as `keyNames` gives them: `j`, `G`, `ctrl-d`, `pagedown`, `enter`.
 */
export interface KeyBinding {
  readonly command: Command;
  readonly keys: readonly string[];
  readonly where: readonly Place[];
  /** What the key does, for the help screen. */
  readonly help: string;
  /** For the footer, for the keys that are worth a place there. */
  readonly hint?: KeyHint;
}

export interface KeyHint {
  /** One or two. */
  readonly words: string;
  /** The lower the more a key is used: what a footer has no room for is what has the highest. */
  readonly use: number;
  /** The key stands for those up to this command's: `2-9 screens`. */
  readonly upTo?: Command;
}

/**
 * `everywhere` works on each of the other places too, so its keys may not be used there again. `report` is a
 * table about the whole capture, `pane` a text such as a file or a comparison.
 */
export type Place = 'everywhere' | 'list' | 'detail' | 'report' | 'pane' | 'help';

export type Command =
  | 'app.help'
  | 'app.palette'
  | 'app.quit'
  | 'app.suspend'
  | 'app.redraw'
  | 'app.mouse'
  | 'list.open'
  | 'list.fold'
  | 'list.fold-all'
  | 'list.follow'
  | 'list.pause'
  | 'list.preview'
  | 'list.sort'
  | 'list.reverse'
  | 'list.quit'
  | 'filter.edit'
  | 'filter.errors'
  | 'filter.builds'
  | 'filter.clear'
  | 'find.start'
  | 'find.next'
  | 'find.previous'
  | 'mark.toggle'
  | 'mark.compare'
  | 'copy'
  | 'save'
  | 'open.pager'
  | 'open.editor'
  | 'go.back'
  | 'go.list'
  | 'go.builds'
  | 'go.credentials'
  | 'go.files'
  | 'go.statistics'
  | 'go.connections'
  | 'go.issues'
  | 'go.capture'
  | 'go.findings'
  | 'go.next-exchange'
  | 'go.previous-exchange'
  | 'move.up'
  | 'move.down'
  | 'move.page-up'
  | 'move.page-down'
  | 'move.first'
  | 'move.last'
  | 'tab.next'
  | 'tab.previous'
  | 'tab.select'
  | 'pane.open'
  | 'pane.fold'
  | 'pane.sort'
  | 'pane.form'
  | 'privacy.reveal';

const SCROLLED: readonly Place[] = ['list', 'detail', 'report', 'pane', 'help'];
const CAPTURE: readonly Place[] = ['list', 'report'];
const TEXT: readonly Place[] = ['detail', 'report', 'pane'];

export const keyBindings: readonly KeyBinding[] = [
  { command: 'move.up', keys: ['up', 'k'], where: SCROLLED, help: 'Up one line' },
  { command: 'move.down', keys: ['down', 'j'], where: SCROLLED, help: 'Down one line' },
  { command: 'move.page-up', keys: ['pageup', 'ctrl-u', 'ctrl-b'], where: SCROLLED, help: 'Up one page' },
  { command: 'move.page-down', keys: ['pagedown', 'ctrl-d'], where: SCROLLED, help: 'Down one page' },
  { command: 'move.first', keys: ['g', 'home'], where: SCROLLED, help: 'To the first line' },
  { command: 'move.last', keys: ['G', 'end'], where: SCROLLED, help: 'To the last line' },
  {
    command: 'list.open',
    keys: ['enter', 'right', 'l'],
    where: ['list'],
    help: 'Open',
    hint: { words: 'open', use: 1 },
  },
  {
    command: 'list.fold',
    keys: ['space'],
    where: ['list'],
    help: 'Unfold the calls of a command, or fold them',
    hint: { words: 'fold', use: 2 },
  },
  {
    command: 'list.fold-all',
    keys: ['a'],
    where: ['list'],
    help: 'Unfold all commands, or fold them',
    hint: { words: 'fold all', use: 16 },
  },
  { command: 'filter.edit', keys: ['/'], where: ['list'], help: 'Filter', hint: { words: 'filter', use: 3 } },
  {
    command: 'filter.errors',
    keys: ['e'],
    where: ['list'],
    help: 'Only what failed',
    hint: { words: 'errors', use: 4 },
  },
  {
    command: 'filter.builds',
    keys: ['b'],
    where: ['list'],
    help: 'Only builds',
    hint: { words: 'builds', use: 5 },
  },
  { command: 'filter.clear', keys: ['esc'], where: ['list'], help: 'No filter' },
  {
    command: 'find.start',
    keys: ['ctrl-f'],
    where: SCROLLED,
    help: 'Find a text',
    hint: { words: 'find', use: 14 },
  },
  {
    command: 'find.next',
    keys: ['n'],
    where: SCROLLED,
    help: 'Next place that was found; in the list, else the next error',
    hint: { words: 'next', use: 17 },
  },
  {
    command: 'find.previous',
    keys: ['N'],
    where: SCROLLED,
    help: 'Previous place that was found, or previous error',
  },
  {
    command: 'list.sort',
    keys: ['o'],
    where: ['list'],
    help: 'Sort by another column',
    hint: { words: 'sort', use: 15 },
  },
  { command: 'list.reverse', keys: ['v'], where: ['list'], help: 'Sort the other way round' },
  {
    command: 'list.follow',
    keys: ['F'],
    where: ['list'],
    help: 'Follow the newest',
    hint: { words: 'follow', use: 6 },
  },
  {
    command: 'list.pause',
    keys: ['P'],
    where: ['list'],
    help: 'Hold the screen still, or let it go on; the capture goes on all the while',
    hint: { words: 'pause', use: 18 },
  },
  {
    command: 'list.preview',
    keys: ['\\'],
    where: ['list'],
    help: 'Show the chosen row beside the list, or give the list all the width',
    hint: { words: 'preview', use: 8 },
  },
  {
    command: 'pane.open',
    keys: ['enter'],
    where: TEXT,
    help: 'Open the chosen file, packet or exchange',
    hint: { words: 'open', use: 1 },
  },
  {
    command: 'tab.next',
    keys: ['tab', 'right', 'l'],
    where: ['detail'],
    help: 'Next tab',
    hint: { words: 'next tab', use: 2 },
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
    keys: ['space'],
    where: TEXT,
    help: 'Fold or unfold',
    hint: { words: 'fold', use: 3 },
  },
  {
    command: 'pane.sort',
    keys: ['s'],
    where: ['detail'],
    help: 'Sort files by size, name or as sent',
    hint: { words: 'sort', use: 4 },
  },
  {
    command: 'pane.form',
    keys: ['t'],
    where: ['detail', 'pane'],
    help: 'Show bytes as what they are, as text, or in hexadecimal',
    hint: { words: 'text/hex', use: 5 },
  },
  { command: 'go.next-exchange', keys: [']'], where: ['detail'], help: 'Next exchange' },
  {
    command: 'go.previous-exchange',
    keys: ['['],
    where: ['detail'],
    help: 'Previous exchange',
    hint: { words: 'other calls', use: 8, upTo: 'go.next-exchange' },
  },
  {
    command: 'mark.toggle',
    keys: ['m'],
    where: ['list', 'detail', 'report'],
    help: 'Mark, or take the mark off',
    hint: { words: 'mark', use: 9 },
  },
  {
    command: 'mark.compare',
    keys: ['c'],
    where: ['list', 'detail', 'report'],
    help: 'Compare with the marked one; two builds by files and steps',
    hint: { words: 'compare', use: 10 },
  },
  {
    command: 'copy',
    keys: ['y'],
    where: ['list', ...TEXT],
    help: 'Copy, then choose as what',
    hint: { words: 'copy', use: 11 },
  },
  {
    command: 'save',
    keys: ['w'],
    where: ['list', 'detail', 'pane'],
    help: 'Save a body, a file, the capture, or of it what passes the filter',
    hint: { words: 'save', use: 12 },
  },
  {
    command: 'open.pager',
    keys: ['v'],
    where: ['detail', 'pane'],
    help: 'Open in $PAGER',
    hint: { words: 'pager', use: 18 },
  },
  { command: 'open.editor', keys: ['E'], where: ['detail', 'pane'], help: 'Open in $EDITOR' },
  {
    command: 'privacy.reveal',
    keys: ['p'],
    where: ['detail', 'pane'],
    help: 'Show passwords and tokens, or hide them again; asks first',
  },
  { command: 'go.list', keys: ['1'], where: ['report'], help: 'The list' },
  {
    command: 'go.builds',
    keys: ['2'],
    where: CAPTURE,
    help: 'Builds',
    hint: { words: 'screens', use: 7, upTo: 'go.findings' },
  },
  { command: 'go.credentials', keys: ['3'], where: CAPTURE, help: 'Registries and credentials' },
  { command: 'go.files', keys: ['4'], where: CAPTURE, help: 'Files sent to all builds, by size' },
  { command: 'go.statistics', keys: ['5'], where: CAPTURE, help: 'Statistics of operations' },
  { command: 'go.connections', keys: ['6'], where: CAPTURE, help: 'Connections' },
  { command: 'go.issues', keys: ['7'], where: CAPTURE, help: 'Issues: what was not as it should be' },
  { command: 'go.capture', keys: ['8'], where: CAPTURE, help: 'About the capture' },
  { command: 'go.findings', keys: ['9'], where: CAPTURE, help: 'Findings: what is wrong, and what to do' },
  { command: 'list.quit', keys: ['q'], where: ['list'], help: 'Quit', hint: { words: 'quit', use: 0 } },
  {
    command: 'go.back',
    keys: ['esc', 'q'],
    where: [...TEXT, 'help'],
    help: 'Back',
    hint: { words: 'back', use: 0 },
  },
  {
    command: 'app.palette',
    keys: [':'],
    where: ['everywhere'],
    help: 'Any command by its name',
    hint: { words: 'commands', use: 13 },
  },
  {
    command: 'app.help',
    keys: ['?'],
    where: ['everywhere'],
    help: 'Show or hide this help',
    hint: { words: 'help', use: 0 },
  },
  { command: 'app.redraw', keys: ['ctrl-l'], where: ['everywhere'], help: 'Draw the screen anew' },
  {
    command: 'app.mouse',
    keys: ['M'],
    where: ['everywhere'],
    help: 'Leave the mouse to the terminal, or take it',
  },
  { command: 'app.suspend', keys: ['ctrl-z'], where: ['everywhere'], help: 'To the shell; fg comes back' },
  { command: 'app.quit', keys: ['Q', 'ctrl-c'], where: ['everywhere'], help: 'Quit from anywhere' },
];

export const places: readonly Place[] = ['everywhere', 'list', 'detail', 'report', 'pane', 'help'];
