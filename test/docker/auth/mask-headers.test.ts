import { expect, test } from 'vitest';
import { maskHeaders } from '../../../src/docker/auth/mask-headers.ts';
import { Secret } from '../../../src/model/secret.ts';

test('headers with credentials are masked whole, in place, and can be revealed', () => {
  const headers = maskHeaders([
    ['Host', 'docker:2375'],
    ['x-registry-CONFIG', 'e30='],
    ['Authorization', 'Basic x'],
    ['Cookie', 'a=b'],
    ['grpc-status-details-bin', 'CAI'],
    ['X-Auth-Token', 't'],
    ['Referer', 'https://u:pw@h/'],
    ['Host', 'again'],
  ]);
  expect(JSON.parse(JSON.stringify(headers))).toEqual([
    ['Host', 'docker:2375'],
    ['x-registry-CONFIG', '••••'],
    ['Authorization', '••••'],
    ['Cookie', '••••'],
    ['grpc-status-details-bin', '••••'],
    ['X-Auth-Token', '••••'],
    ['Referer', 'https://u:••••@h/'],
    ['Host', 'again'],
  ]);
  const values = headers.map(([, value]) => (value instanceof Secret ? value.reveal() : value));
  expect(values[1]).toBe('e30=');
  expect(values[6]).toBe('https://u:pw@h/');
});
