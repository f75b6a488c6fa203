import { expect, test } from 'vitest';
import { listAt, memberAt, namesAt, numberAt, textAt, textsAt } from '../../src/diagnosis/members.ts';
import { Secret } from '../../src/model/secret.ts';

const kept = {
  State: { OOMKilled: true, ExitCode: 137 },
  Names: ['/web', new Secret('x'), 3],
  Password: new Secret('hunter2'),
};

test('what is there', () => {
  expect(memberAt(kept, 'State', 'OOMKilled')).toBe(true);
  expect(numberAt(kept, 'State', 'ExitCode')).toBe(137);
  expect(listAt(kept, 'Names')).toHaveLength(3);
  expect(namesAt(kept, 'State')).toEqual(['OOMKilled', 'ExitCode']);
});

test('of a secret only the mask', () => {
  expect(textAt(kept, 'Password')).toBe('••••');
  expect(textsAt(kept, 'Names')).toEqual(['/web', '••••']);
  expect(memberAt(kept, 'Password', 'reveal')).toBeNull();
  expect(namesAt(kept, 'Password')).toEqual([]);
});

test('what is not there, or is something else', () => {
  expect(memberAt(kept, 'State', 'toString')).toBeNull();
  expect(memberAt(null, 'State')).toBeNull();
  expect(textAt(kept, 'State')).toBeNull();
  expect(numberAt(kept, 'Names')).toBeNull();
  expect(listAt(kept, 'State')).toEqual([]);
});
