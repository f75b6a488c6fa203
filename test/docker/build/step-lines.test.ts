import { expect, test } from 'vitest';
import { leadingColours, readStepLine } from '../../../src/docker/build/step-lines.ts';

test.each([
  ['Step 1/7 : FROM x', { kind: 'step', number: 1, total: 7, instruction: 'FROM x' }],
  ['Step 1 : FROM x', { kind: 'step', number: 1, total: 0, instruction: 'FROM x' }],
  [' ---> Using cache', { kind: 'cached' }],
  [' ---> Running in 8d99e90ff31b', { kind: 'running', containerId: '8d99e90ff31b' }],
  ['Removing intermediate container 8d99e90ff31b', { kind: 'removed', containerId: '8d99e90ff31b' }],
  [' ---> Removed intermediate container 8d99e90ff31b', { kind: 'removed', containerId: '8d99e90ff31b' }],
  [' ---> 26014ce96532', { kind: 'image', imageId: '26014ce96532' }],
  [' ---> ', { kind: 'image', imageId: null }],
  ['Successfully built 26014ce96532', { kind: 'built', imageId: '26014ce96532' }],
  ['Successfully tagged web:latest', { kind: 'tagged', tag: 'web:latest' }],
  [' ---> [Warning] something', null],
  ['hello', null],
  ['', null],
])('%j', (line, meant) => {
  expect(readStepLine(line)).toEqual(meant);
});

test('colours at the start of a line', () => {
  expect(leadingColours('\x1b[0m\x1b[91mtext\x1b[0m')).toBe('\x1b[0m\x1b[91m');
  expect(leadingColours('text')).toBe('');
});
