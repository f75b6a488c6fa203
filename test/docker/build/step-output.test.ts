import { expect, test } from 'vitest';
import { StepOutput } from '../../../src/docker/build/step-output.ts';

test('keeps what it is given', () => {
  const output = new StepOutput();
  output.append('a\n');
  output.append('');
  output.append('b');
  expect(output.text()).toBe('a\nb');
  expect(output.length).toBe(3);
});

test('keeps the newest 64 KiB and counts the rest', () => {
  const output = new StepOutput();
  for (let index = 0; index < 200; index += 1) output.append('x'.repeat(1024));
  output.append('the end');
  const text = output.text();
  const dropped = 200 * 1024 + 7 - 64 * 1024;
  expect(text.startsWith(`[${dropped} characters left out]\nx`)).toBe(true);
  expect(text.endsWith('xthe end')).toBe(true);
  expect(output.text()).toBe(text);
});

test('can forget everything', () => {
  const output = new StepOutput();
  output.append('abc');
  output.forget();
  expect(output.text()).toBe('[3 characters left out]\n');
});
