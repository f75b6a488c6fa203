import { expect, it } from 'vitest';
import { eventsMaker, progressMaker } from '../../../src/views/view-model/detail-progress.ts';
import { dockerFacts, exchange } from '../../builders/exchange.ts';
import { paneText } from './pane-text.ts';

it('progress has a bar for each layer and the error at the end', () => {
  const progress = {
    layers: [{ id: 'b3d0ba8093ef', status: 'Pushing', current: 500, total: 1000, size: null, retries: 0 }],
    messages: ['The push refers to repository [registry.example.com/web]'],
    errorDetail: { code: null, message: 'denied' },
    aux: [{ Tag: 'latest' }],
  };
  const text = paneText(progressMaker(exchange({ docker: dockerFacts({ progress }) })));
  expect(text).toMatch(/b3d0ba8093ef +Pushing +█{10} +500 B of 1.0 kB/);
  expect(text).toContain('✗ denied');
  expect(text).toContain('{"Tag":"latest"}');
});

it('rows of events say how many came before', () => {
  const events = { count: 12, rows: [{ time: '10:31:02', text: 'container start web' }] };
  expect(paneText(eventsMaker(exchange({ docker: dockerFacts({ events }) })))).toBe(
    ' … 11 earlier rows\n 10:31:02  container start web',
  );
});
