/** A place that a walk stops at: its name, and the keys that lead there from the stop before. */
export type Stop = readonly [name: string, ...keys: readonly string[]];

/** Screens of one capture, visited in one go. */
export interface ScreenWalk {
  readonly fixture: string;
  readonly capture: string;
  readonly stops: readonly Stop[];
}

const tabs = (...names: readonly string[]): readonly Stop[] => names.map((name) => [name, 'tab']);

/** Every screen there is, on captures that have something to show on it. */
export const screenWalks: readonly ScreenWalk[] = [
  {
    fixture: 'classic-build',
    capture: 'capture.pcapng',
    stops: [
      ['list'],
      ['list-second-build', 'j'],
      ['list-unfolded', 'a'],
      ['filter-empty', 'a', '/'],
      ['filter-field', ...'stat'],
      ['filter-wrong', ...'us == '],
      ['filter-right', ...'error'],
      ['filtered', 'enter'],
      ['save-what-asks', 'w'],
      ['palette', 'esc', 'esc', ':'],
      ['palette-narrowed', ...'copy'],
      ['help', 'esc', '?'],
      ['overview', 'esc', 'g', 'enter'],
      ...tabs('context'),
      ['context-unfolded', 'j', 'space'],
      ['context-file', 'G', 'k', 'enter'],
      ...[['dockerfile', 'esc', 'tab'] as const],
      ...tabs('steps', 'auth', 'calls', 'request', 'response', 'timing', 'packets', 'raw'),
      ['privacy-asks', '5', 'p'],
      ['save-asks', 'esc', '2', 'w'],
      ['copy-asks', 'esc', 'y'],
      ['builds', 'esc', 'esc', '2'],
      ['credentials', '3'],
      ['files', '4'],
      ['statistics', '5'],
      ['connections', '6'],
      ['issues', '7'],
      ['capture', '8'],
      ['compare', '1', 'g', 'm', 'j', 'c'],
    ],
  },
  {
    fixture: 'buildkit-stages',
    capture: 'capture.pcapng',
    stops: [
      ['list'],
      ['list-unfolded', 'space'],
      ['overview', 'space', 'enter'],
      ...tabs('context', 'dockerfile', 'steps', 'calls', 'request', 'response'),
      ['builds', 'esc', '2'],
      ['files', '4'],
      ['statistics', '5'],
      ['connections', '6'],
      ['compare', '1', 'g', 'm', 'j', 'j', 'j', 'c'],
    ],
  },
  {
    fixture: 'buildkit-failures',
    capture: 'capture.pcapng',
    stops: [['list'], ['overview', 'enter'], ['steps', 'tab', 'tab']],
  },
  {
    fixture: 'run',
    capture: 'capture.pcap',
    stops: [
      ['list'],
      ['list-unfolded', 'space'],
      ['overview', 'space', 'enter'],
      ...tabs('streams', 'calls'),
    ],
  },
  {
    fixture: 'registry',
    capture: 'capture.pcapng',
    stops: [['list'], ['progress', 'j', 'enter', 'tab'], ['credentials', 'esc', '3']],
  },
  {
    fixture: 'gaps',
    capture: 'capture.pcapng',
    stops: [
      ['list'],
      ['overview', 'enter'],
      ['issues-of-a-call', 'shift-tab'],
      ['raw', 'shift-tab'],
      ['packets', 'shift-tab'],
      ['packet', 'G', 'pageup', 'enter'],
      ['issues', 'esc', 'esc', '7'],
    ],
  },
  { fixture: 'events-stats', capture: 'capture.pcapng', stops: [['list'], ['events', 'enter', 'tab']] },
  {
    fixture: 'tls',
    capture: 'capture.pcapng',
    stops: [['list'], ['connections', '6'], ['issues', '7']],
  },
  {
    fixture: 'cp',
    capture: 'capture.pcapng',
    stops: [
      ['list'],
      ['overview', 'j', 'j', 'enter'],
      ...tabs('files'),
      ['archive-file', 'j', 'enter'],
      ['archive-text-file', 'esc', 'j', 'enter'],
      ['connections', 'esc', 'esc', '6'],
      ['call-of-a-connection', 'enter'],
    ],
  },
  {
    fixture: 'exec',
    capture: 'capture.pcapng',
    stops: [['list'], ['overview', 'j', 'enter'], ...tabs('streams'), ['streams-end', 'G']],
  },
  {
    fixture: 'context-trouble',
    capture: 'capture.pcapng.gz',
    stops: [['list'], ['findings', '9'], ['findings-end', 'G'], ['build-of-a-finding', 'g', 'enter']],
  },
];
