import { describe, expect, test } from 'vitest';
import { api152RemovedFields } from '../../../../src/diagnosis/rules/version/api-152-removed-fields.ts';
import { Traffic } from '../../../../src/diagnosis/traffic.ts';
import type { MessageValue } from '../../../../src/model/grpc-call.ts';
import { evidence, jobEnvironment } from '../../../builders/evidence.ts';
import { dockerFacts, exchange, request } from '../../../builders/exchange.ts';
import { captured } from '../../captured.ts';

const environment = (...words: string[]) => jobEnvironment({ command: { words, exitCode: 1 } });
const inspect = (apiVersion: string, settings: MessageValue) =>
  exchange({
    operation: 'ContainerInspect',
    request: request({ method: 'GET', path: '/containers/web/json', apiVersion }),
    docker: dockerFacts({ members: { request: null, response: { Id: 'x', NetworkSettings: settings } } }),
  });
const TEMPLATE = ['docker', 'inspect', '-f', '{{.NetworkSettings.IPAddress}}', 'web'];

describe('by hand', () => {
  test.each([
    ['gone, and asked for', inspect('1.52', null), TEMPLATE, 1],
    ['there before 1.52', inspect('1.51', { IPAddress: '172.17.0.3' }), TEMPLATE, 0],
    ['nobody asks for it', inspect('1.52', null), ['docker', 'inspect', 'web'], 0],
  ])('%s', (_name, exchange, words, count) => {
    const traffic = new Traffic([exchange], []);
    expect(api152RemovedFields.judge(evidence({ traffic, environment: environment(...words) }))).toHaveLength(
      count,
    );
  });
});

test('a real inspection over an older API', async () => {
  const traffic = await captured('fixtures/manage/capture.pcapng');
  const found = api152RemovedFields.judge(evidence({ traffic, environment: environment(...TEMPLATE) }));
  expect(found).toEqual([]);
});
