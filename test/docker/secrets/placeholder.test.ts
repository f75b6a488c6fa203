import { expect, test } from 'vitest';
import { isPlaceholder } from '../../../src/docker/secrets/placeholder.ts';

test.each([
  'changeme',
  'your-token-here',
  '<token>',
  `\${NPM_TOKEN}`,
  '$NPM_TOKEN',
  '{{ vault_password }}',
  'xxxxxxxxxxxxxxxxxxxx',
  '0000000000000000',
  'abcdefghijklmnop',
  '12345678',
  'AKIAIOSFODNN7EXAMPLE',
  'password',
  'postgres',
  'REDACTED',
])('%s stands for a secret', (value) => {
  expect(isPlaceholder(value)).toBe(true);
});

test.each(['s3cr3t-h0rse-battery', 'u8Qd0Zr1kPz7mW3x', 'correct horse', 'wJalrXUtnFEMIK7MDENGbPxRfiCYzz9'])(
  '%s may be one',
  (value) => {
    expect(isPlaceholder(value)).toBe(false);
  },
);
