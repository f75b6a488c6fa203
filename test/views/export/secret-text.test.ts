import { expect, test } from 'vitest';
import { Secret } from '../../../src/model/secret.ts';
import { maskSecrets, showSecrets } from '../../../src/views/export/secret-text.ts';

test.each([
  ['text', 'open', 'open', 'open'],
  ['a secret', new Secret('hunter2'), '••••', 'hunter2'],
  ['a secret in part', new Secret('u:p@h', 'u:••••@h'), 'u:••••@h', 'u:p@h'],
])('%s', (_name, value, masked, shown) => {
  expect([maskSecrets(value), showSecrets(value)]).toEqual([masked, shown]);
});
