import { expect, test } from 'vitest';
import { Traffic } from '../../src/diagnosis/traffic.ts';
import { isDamaged, uploads, uploadWords } from '../../src/diagnosis/uploads.ts';
import { AT, body, exchange, request } from '../builders/exchange.ts';

const upload = exchange({ operation: 'ImageBuild', request: request({ body: body(10) }) });

test('requests with a body of their own', () => {
  expect(uploads(new Traffic([exchange(), upload], []))).toEqual([upload]);
  expect(uploads(new Traffic([exchange(), { ...upload, request: request() }], []))).toBeNull();
});

test('what the capture lost', () => {
  expect(isDamaged(upload)).toBe(false);
  expect(isDamaged({ ...upload, state: 'incomplete' })).toBe(true);
  expect(isDamaged({ ...upload, gaps: [{ side: 'request', missing: 1, at: AT }] })).toBe(true);
});

test('in words', () => {
  expect(uploadWords(upload)).toBe('the build context');
  expect(uploadWords({ ...upload, operation: 'ImageLoad' })).toBe('the upload');
});
