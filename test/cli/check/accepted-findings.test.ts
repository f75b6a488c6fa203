import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AcceptedFindings } from '../../../src/cli/check/accepted-findings.ts';
import { finding } from '../../builders/finding.ts';

const folder = mkdtempSync(join(tmpdir(), 'dind-sniff-accepted-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what was saved is known again, other findings are not', async () => {
  const path = join(folder, 'accepted.json');
  await AcceptedFindings.save(path, [finding()]);
  const accepted = await AcceptedFindings.read(path);
  expect(accepted.has(finding({ exchanges: [99] }))).toBe(true);
  expect(accepted.has(finding({ rule: 'context-huge' }))).toBe(false);
});

test.each(['', '{}', 'null', '[]', '{"accepted":[{}]}', '{"accepted":[null]}', '{"accepted":7}'])(
  'a file that holds %j is refused',
  async (content) => {
    const path = join(folder, 'other.json');
    writeFileSync(path, content);
    await expect(AcceptedFindings.read(path)).rejects.toThrow('holds no accepted findings');
  },
);
