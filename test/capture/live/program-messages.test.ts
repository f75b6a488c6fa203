import { describe, expect, test } from 'vitest';
import type { LiveTarget } from '../../../src/capture/live/packet-source.ts';
import {
  lastWords,
  readDrops,
  saysListening,
  startError,
} from '../../../src/capture/live/program-messages.ts';

/** What tcpdump 4.99.3, dumpcap 4.0.17 and nsenter 2.38 said on Debian 12. */
const said = {
  listening:
    'tcpdump: data link type LINUX_SLL2\ntcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 65600 bytes\n',
  dumpcapListening: "Capturing on 'Loopback: lo'\nFile: -\n",
  counts:
    '12740 packets captured\n25480 packets received by filter\n17 packets dropped by kernel\n3 packets dropped by interface\n',
  dumpcapCounts:
    "Packets captured: 13330\nPackets received/dropped on interface 'lo': 13330/4 (pcap:4/dumpcap:0/flushed:0/ps_ifdrop:0) (100.0%)\nPackets received/dropped on interface 'eth0': 1/2 (pcap:2/dumpcap:0/flushed:0/ps_ifdrop:0) (33.3%)\n",
  noDevice: 'tcpdump: nosuch: No such device exists\n(No such device exists)\n',
  dumpcapNoDevice:
    'Capturing on \'nosuch\'\ndumpcap: There is no device named "nosuch".\n(No such device exists)\n',
  badFilter: "tcpdump: can't parse filter expression: syntax error\n",
  dumpcapBadFilter:
    "Capturing on 'Loopback: lo'\ndumpcap: Invalid capture filter \"tcp prt 5\" for interface 'lo'.\n\nThat string isn't a valid capture filter (can't parse filter expression: syntax error).\n",
  notPermitted:
    "tcpdump: lo: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)\n",
  dumpcapNotPermitted:
    'dumpcap: cap_set_proc() fail return: Operation not permitted\nCapturing on \'Loopback: lo\'\ndumpcap: You do not have permission to capture on device "lo".\n(socket: Operation not permitted)\n',
  noProcess: 'nsenter: cannot open /proc/999999/ns/net: No such file or directory\n',
  processNotPermitted: 'nsenter: cannot open /proc/1/ns/net: Permission denied\n',
  down: 'tcpdump: ifb0: That device is not up\n',
} as const;

const target: LiveTarget = {
  interfaces: ['lo'],
  filter: 'tcp prt 5',
  snapLength: 65_600,
  count: null,
  namespaceOf: null,
};

test.each([
  [said.listening, true],
  [said.dumpcapListening, true],
  ['listening on lo\n', true],
  [said.noDevice, false],
  [said.dumpcapNoDevice, false],
  [said.badFilter, false],
  ['tcpdump: data link type LINUX_SLL2\n', false],
])('listening: %j', (text, expected) => {
  expect(saysListening(text)).toBe(expected);
});

describe('drops', () => {
  test.each([
    ['', null],
    [said.listening, null],
    [said.counts, 20],
    ['1 packet captured\n1 packet dropped by kernel\n', 1],
    // Each SIGUSR1 adds the counts so far.
    [`${said.counts}9 packets captured\n18 packets dropped by kernel\n3 packets dropped by interface\n`, 21],
    [said.dumpcapCounts, 6],
  ])('%j', (text, expected) => {
    expect(readDrops(text)).toBe(expected);
  });
});

describe('why it did not begin', () => {
  test.each([
    [
      'tcpdump',
      said.noDevice,
      'no-interface',
      'cannot capture on lo: there is no such interface; there are lo, any',
    ],
    [
      'dumpcap',
      said.dumpcapNoDevice,
      'no-interface',
      'cannot capture on lo: there is no such interface; there are lo, any',
    ],
    ['tcpdump', said.badFilter, 'bad-filter', 'bad filter "tcp prt 5": syntax error; see man pcap-filter'],
    [
      'dumpcap',
      said.dumpcapBadFilter,
      'bad-filter',
      'bad filter "tcp prt 5": syntax error; see man pcap-filter',
    ],
    ['cap', 'syntax error\n', 'bad-filter', 'bad filter "tcp prt 5": syntax error; see man pcap-filter'],
    [
      'tcpdump',
      said.notPermitted,
      'not-permitted',
      'cannot capture on lo: operation not permitted; run as root (sudo), or: sudo setcap cap_net_raw,cap_net_admin=eip /bin/it',
    ],
    [
      'dumpcap',
      said.dumpcapNotPermitted,
      'not-permitted',
      'cannot capture on lo: operation not permitted; run as root (sudo), or: sudo setcap cap_net_raw,cap_net_admin=eip /bin/it',
    ],
    [
      'tcpdump',
      said.noProcess,
      'no-process',
      'cannot capture in the network of process 42: there is no such process',
    ],
    [
      'tcpdump',
      said.processNotPermitted,
      'not-permitted',
      'cannot enter the network of process 42: cannot open /proc/1/ns/net: Permission denied; run as root (sudo)',
    ],
    ['tcpdump', said.down, 'failed', 'cannot capture on lo: tcpdump says: ifb0: That device is not up'],
    ['tcpdump', '', 'failed', 'cannot capture on lo: tcpdump says: nothing'],
  ] as const)('%s: %j', (engine, text, reason, message) => {
    const namespaceOf = text.startsWith('nsenter') ? 42 : null;
    const error = startError(text, { engine, path: '/bin/it' }, { ...target, namespaceOf }, ['lo', 'any']);
    expect([error.reason, error.message]).toEqual([reason, message]);
  });
});

test('the last words are not what every run says', () => {
  expect(lastWords(`${said.listening}${said.counts}tcpdump: pcap_loop: The interface disappeared\n`)).toBe(
    'pcap_loop: The interface disappeared',
  );
});
