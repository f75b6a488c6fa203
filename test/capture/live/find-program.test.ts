import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProgram } from '../../../src/capture/live/find-program.ts';

test('the first executable of that name in the path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'find-program-'));
  const program = join(folder, 'no-such-tcpdump');
  writeFileSync(program, '');
  chmodSync(program, 0o755);
  expect(findProgram('no-such-tcpdump', `/nowhere::${folder}`)).toBe(program);
  rmSync(folder, { recursive: true });
  expect(findProgram('no-such-tcpdump', folder)).toBeNull();
});

test("the system's folders are looked through where the path has not got them", () => {
  expect(findProgram('sh', '')).toMatch(/\/sh$/);
});
