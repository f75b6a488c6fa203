import { expect, test } from 'vitest';
import { placeOrUsual } from '../../../src/views/findings/place.ts';
import { finding } from '../../builders/finding.ts';

test('its own place, or the file in which such things are mended', () => {
  expect(placeOrUsual(finding())).toEqual({ file: 'Dockerfile', line: 6 });
  expect(placeOrUsual(finding({ place: null, phase: 'context' }))).toEqual({
    file: '.dockerignore',
    line: null,
  });
});
