import { expect, test } from 'vitest';
import { oneLine } from '../../../src/docker/operations/one-line.ts';

test.each([
  ['white space is joined', ' exec\tweb \r\n sh  ', 'exec web sh'],
  ['control characters go', 'a\x1b[31mb\x00c\x9bd', 'a [31mb c d'],
  ['120 characters stay', 'x'.repeat(120), 'x'.repeat(120)],
  ['more end in an ellipsis', 'x'.repeat(121), `${'x'.repeat(119)}…`],
  ['no character is cut in two', '😀'.repeat(130), `${'😀'.repeat(119)}…`],
])('%s', (_, text, line) => {
  expect(oneLine(text)).toBe(line);
});
