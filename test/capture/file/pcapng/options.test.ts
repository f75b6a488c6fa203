import { expect, test } from 'vitest';
import { eachOption, optionText } from '../../../../src/capture/file/pcapng/options.ts';
import { ascii, concat, hex, u16, zeros } from '../../../builders/bytes.ts';

function read(bytes: Uint8Array): { readonly fit: boolean; readonly found: readonly string[] } {
  const found: string[] = [];
  const fit = eachOption(bytes, 0, bytes.length, 'big', (code, value) =>
    found.push(`${code}=${optionText(value)}`),
  );
  return { fit, found };
}

const first = concat(u16(1), u16(3), ascii('abc'), zeros(1));
const second = concat(u16(2), u16(4), ascii('defg'));
const end = zeros(4);

const lists = [
  { name: 'an empty list', bytes: zeros(0), fit: true, found: [] },
  {
    name: 'values padded to 4 bytes',
    bytes: concat(first, second, end),
    fit: true,
    found: ['1=abc', '2=defg'],
  },
  { name: 'no end-of-options', bytes: concat(first, second), fit: true, found: ['1=abc', '2=defg'] },
  { name: 'options after the end', bytes: concat(first, end, second), fit: true, found: ['1=abc'] },
  {
    name: 'a value beyond the block',
    bytes: concat(first, u16(2), u16(9), ascii('defg')),
    fit: false,
    found: ['1=abc'],
  },
  { name: 'half an option header', bytes: concat(first, u16(2)), fit: false, found: ['1=abc'] },
];

test.each(lists)('$name', ({ bytes, fit, found }) => {
  expect(read(bytes)).toEqual({ fit, found });
});

test('a closing NUL is not part of a text, and bytes that are not UTF-8 do no harm', () => {
  expect(optionText(ascii('lo\0\0'))).toBe('lo');
  expect(optionText(hex('c3 a9 ff'))).toBe('é\ufffd');
});
