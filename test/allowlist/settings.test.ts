import { expect, test } from 'vitest';
import { readSettings } from '../../src/allowlist/settings.ts';

test.each([
  ['an env file', 'CONTAINERS=1', 'CONTAINERS', '1'],
  ['a map of compose', '      CONTAINERS: 1', 'CONTAINERS', '1'],
  ['a list of compose', '      - CONTAINERS=1', 'CONTAINERS', '1'],
  ['a quoted value', 'SP_ALLOW_GET="/version"', 'SP_ALLOW_GET', '/version'],
  ['a quoted item', "  - '-allowGET=/it''s'", 'allowGET', "/it's"],
  ['a shell', "export SP_ALLOW_GET='/a'", 'SP_ALLOW_GET', '/a'],
  ['an argument over lines', "  '-allowGET=/a' \\", 'allowGET', '/a'],
])('%s', (_name, text, name, value) => {
  expect(readSettings(`services:\n# CONTAINERS=0\n\n${text}\r\n`)).toEqual([[name, value]]);
});
