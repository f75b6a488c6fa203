import { expect, test } from 'vitest';
import { captureCommand } from '../../../src/capture/live/capture-command.ts';
import { type LiveTarget, WHOLE_PACKETS } from '../../../src/capture/live/packet-source.ts';

const target: LiveTarget = {
  interfaces: ['any'],
  filter: 'tcp port 2375',
  snapLength: WHOLE_PACKETS,
  count: null,
  namespaceOf: null,
};
const numbers: Readonly<Record<string, number>> = { lo: 1, eth0: 5 };
const command = (engine: 'tcpdump' | 'dumpcap' | 'cap', over: Partial<LiveTarget>): string =>
  captureCommand({ engine, path: engine }, { ...target, ...over }, (name) => numbers[name] ?? null).join(' ');

test.each([
  ['tcpdump', {}, '-n -U --immediate-mode -w - -i any -s 65600 -B 65536 -- tcp port 2375'],
  ['tcpdump', { filter: '' }, '-n -U --immediate-mode -w - -i any -s 65600 -B 65536 --'],
  [
    'tcpdump',
    { interfaces: ['lo'], count: 3, snapLength: 96 },
    '-n -U --immediate-mode -w - -i lo -s 96 -B 65536 -c 3 -- tcp port 2375',
  ],
  [
    'tcpdump',
    { interfaces: ['lo', 'eth0'] },
    '-n -U --immediate-mode -w - -i any -s 65600 -B 65536 -- (ifindex 1 or ifindex 5) and (tcp port 2375)',
  ],
  [
    'tcpdump',
    { interfaces: ['lo', 'any'] },
    '-n -U --immediate-mode -w - -i any -s 65600 -B 65536 -- tcp port 2375',
  ],
  ['dumpcap', { interfaces: ['lo', 'eth0'] }, '-q -w - -f tcp port 2375 -i lo -i eth0 -s 65600 -B 64'],
] as const)('%s %j', (engine, over, expected) => {
  expect(command(engine, over)).toBe(`${engine} ${expected}`);
});

test('cap is a program of ours', () => {
  expect(command('cap', { count: 7 })).toBe(`${process.execPath} cap any tcp port 2375 7`);
});

test("another process's network is entered first", () => {
  expect(command('tcpdump', { namespaceOf: 42 })).toMatch(/^nsenter -t 42 -n -- tcpdump -n /);
});
