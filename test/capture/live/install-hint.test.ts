import { expect, test } from 'vitest';
import { installHint } from '../../../src/capture/live/install-hint.ts';

test.each([
  [['debian'], 'apt-get install tcpdump', 'apt-get install libpcap-dev build-essential'],
  [['linuxmint', 'ubuntu'], 'apt-get install tcpdump', 'apt-get install libpcap-dev build-essential'],
  [['alpine'], 'apk add tcpdump', 'apk add libpcap-dev build-base python3'],
  [['plan9'], 'install tcpdump', "install libpcap's headers and a compiler"],
])('%j', (release, tcpdump, cap) => {
  expect([installHint('tcpdump', release), installHint('cap', release)]).toEqual([tcpdump, cap]);
});
