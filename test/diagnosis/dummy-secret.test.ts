import { expect, test } from 'vitest';
import { isDummy } from '../../src/diagnosis/dummy-secret.ts';
import { Secret } from '../../src/model/secret.ts';

test.each([
  ['SECRET_KEY_BASE', 'dummy', true],
  ['SECRET_KEY_BASE', 'changeme', true],
  ['DB_PASSWORD', `DB_PASSWORD=\${DB_PASSWORD}`, true],
  ['TOKEN_FILE', '/run/secrets/token', true],
  ['API_KEY_ID', '42', true],
  ['API_KEY_DUMMY', 'u8Qd0Zr1kPz7mW3x', true],
  ['TOKEN', 'TOKEN=', true],
  ['TOKEN', 'u8Qd0Zr1kPz7mW3x', false],
  ['SECRET_URL', 'https://bob:u8Qd0Zr1kPz7mW3x@a.test', false],
])('%s=%s: %s', (name, value, expected) => {
  expect(isDummy(name, new Secret(value))).toBe(expected);
});
