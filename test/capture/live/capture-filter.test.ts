import { expect, test } from 'vitest';
import { captureFilter } from '../../../src/capture/live/capture-filter.ts';

test.each([
  [{ ports: [2375], hosts: [], extra: '' }, 'tcp port 2375'],
  [{ ports: [2375, 2376], hosts: [], extra: '' }, '(tcp port 2375 or tcp port 2376)'],
  [{ ports: [2375], hosts: ['::1'], extra: ' ' }, 'tcp port 2375 and host ::1'],
  [
    { ports: [2375], hosts: ['a', 'b'], extra: 'not vlan or ip' },
    'tcp port 2375 and (host a or host b) and (not vlan or ip)',
  ],
])('%j', (wishes, expected) => {
  expect(captureFilter(wishes)).toBe(expected);
});
