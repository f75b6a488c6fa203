import { describe, expect, test } from 'vitest';
import { BuildKitBook } from '../../../../src/docker/buildkit/buildkit-book.ts';
import { CALL_TIME, madeCall, OK, openCall } from '../../../builders/grpc-call.ts';
import { mapEntry, protobuf, protobufTime } from '../../../builders/protobuf.ts';

const SOLVE = 'moby.buildkit.v1.Control/Solve';
const STATUS = 'moby.buildkit.v1.Control/Status';
const GATEWAY = 'moby.buildkit.v1.frontend.LLBBridge/Solve';

const book = () => new BuildKitBook({ hash: false });

const exporter = protobuf([1, 'moby'], [2, mapEntry('name', 'docker.io/library/web:1,web:latest')]);
const request = protobuf([1, 'ref'], [5, 's1'], [9, 'network.host'], [13, exporter]);

describe('Control/Solve', () => {
  test('a build by a frontend, with all that it asks for', () => {
    const cache = protobuf(
      [4, protobuf([1, 'local'], [2, mapEntry('dest', '/cache')])],
      [5, protobuf([1, 'registry'], [2, mapEntry('ref', 'cache:1')])],
    );
    const asked = protobuf(
      [1, 'ref'],
      [5, 's1'],
      [6, 'dockerfile.v0'],
      [7, mapEntry('build-arg:VERSION', '1')],
      [8, cache],
      [13, exporter],
    );
    const response = protobuf(
      [1, mapEntry('image.name', 'docker.io/library/web:1')],
      [1, mapEntry('containerimage.digest', 'sha256:manifest')],
      [1, mapEntry('containerimage.config.digest', 'sha256:config')],
    );
    const call = madeCall(book(), SOLVE, { request: asked, response }, { exchange: 8 });
    expect(call.summary).toBe('build docker.io/library/web:1 web:latest');
    expect(call.awaitsMore).toBe(false);
    expect(call.facts.build).toMatchObject({
      builder: 'buildkit',
      tags: ['docker.io/library/web:1', 'web:latest'],
      buildArgs: { VERSION: '1' },
      cacheFrom: ['cache:1'],
      context: null,
      imageId: 'sha256:manifest',
      taggedAs: ['docker.io/library/web:1'],
      error: null,
      buildkit: {
        ref: 'ref',
        session: { id: 's1', name: null },
        exchanges: { session: null, solve: 8, status: null, build: null, upload: null },
        frontend: 'dockerfile.v0',
        exporters: [{ type: 'moby' }],
        cacheExports: [{ type: 'local', attributes: { dest: '/cache' } }],
        cacheImports: [{ type: 'registry', attributes: { ref: 'cache:1' } }],
      },
    });
  });

  test('the image of a tar is its configuration, as docker load names it', () => {
    const asked = protobuf([1, 'ref'], [3, 'docker'], [4, mapEntry('name', 'web')], [6, 'dockerfile.v0']);
    const response = protobuf(
      [1, mapEntry('containerimage.digest', 'sha256:manifest')],
      [1, mapEntry('containerimage.config.digest', 'sha256:config')],
    );
    expect(madeCall(book(), SOLVE, { request: asked, response }).facts.build).toMatchObject({
      imageId: 'sha256:config',
      tags: ['web'],
    });
  });

  test('caches as BuildKit before 0.4 had them', () => {
    const cache = protobuf([1, 'to:1'], [2, 'from:1'], [2, 'from:2'], [3, mapEntry('mode', 'max')]);
    const asked = protobuf([1, 'ref'], [6, 'dockerfile.v0'], [8, cache]);
    expect(madeCall(book(), SOLVE, { request: asked }).facts.build?.buildkit).toMatchObject({
      cacheExports: [{ type: 'registry', attributes: { mode: 'max', ref: 'to:1' } }],
      cacheImports: [
        { type: 'registry', attributes: { ref: 'from:1' } },
        { type: 'registry', attributes: { ref: 'from:2' } },
      ],
    });
  });

  test('buildx first solves nothing, which is no build', () => {
    const probe = protobuf([1, 'ref'], [5, 's1'], [11, true]);
    const call = madeCall(book(), SOLVE, { request: probe });
    expect(call.facts).toEqual({});
    expect(call.summary).toBe('solve nothing, to see what the builder can do');
  });

  test('a build that failed, with its exit code', () => {
    const message = 'process "/bin/sh -c exit 42" did not complete successfully: exit code: 42';
    const call = madeCall(book(), SOLVE, { request, status: { code: 2, message, details: null } });
    expect(call.facts.build).toMatchObject({ error: { code: 42, message }, imageId: null, taggedAs: [] });
  });

  test('a build that was broken off says which step that stopped', () => {
    const one = book();
    const status = openCall(one, STATUS);
    status.requestMessage(protobuf([1, 'ref']), CALL_TIME);
    const vertex = protobuf(
      [1, 'sha256:a'],
      [3, '[1/1] RUN sleep 60'],
      [7, 'exit code: 137: context canceled'],
    );
    status.responseMessage(protobuf([1, vertex]), CALL_TIME);
    const call = madeCall(one, SOLVE, { request, status: null });
    expect(call.facts.build?.error).toEqual({ code: 137, message: 'exit code: 137: context canceled' });
  });

  test('a request without a ref, or none at all', () => {
    expect(madeCall(book(), SOLVE, { request: protobuf() }).facts).toEqual({});
    expect(madeCall(book(), SOLVE, {}).summary).toBe('solve');
  });
});

describe('Control/Status', () => {
  const started = protobufTime(CALL_TIME);
  const vertex = protobuf([1, 'sha256:a'], [3, '[1/1] FROM busybox'], [5, started], [6, started]);

  test('a build waits for the last of it', () => {
    const one = book();
    const status = openCall(one, STATUS, { exchange: 7 });
    status.requestMessage(protobuf([1, 'ref']), CALL_TIME);
    const solve = madeCall(one, SOLVE, { request }, { exchange: 8 });
    expect(solve.awaitsMore).toBe(true);
    status.responseMessage(protobuf([1, vertex]), CALL_TIME);
    status.end(CALL_TIME, OK);
    expect(solve.awaitsMore).toBe(false);
    expect(solve.facts.build?.steps).toMatchObject([{ instruction: 'FROM busybox' }]);
    expect(solve.facts.build?.buildkit?.exchanges).toMatchObject({ solve: 8, status: 7 });
  });

  test('two builds at once do not mix', () => {
    const one = book();
    for (const ref of ['ref', 'other']) {
      const status = openCall(one, STATUS);
      status.requestMessage(protobuf([1, ref]), CALL_TIME);
      if (ref === 'other') status.responseMessage(protobuf([1, vertex]), CALL_TIME);
    }
    expect(madeCall(one, SOLVE, { request }).facts.build?.steps).toEqual([]);
  });
});

describe('LLBBridge/Solve', () => {
  const metadata = [['buildkit-controlapi-buildid', 'ref']] as const;

  test('frontend and options of a build whose solve has none', () => {
    const one = book();
    const asked = protobuf([2, 'dockerfile.v0'], [3, mapEntry('target', 'files')]);
    const op = protobuf([3, protobuf([1, 'local://context'], [2, mapEntry('local.differ', 'none')])]);
    const result = protobuf([3, protobuf([1, 'r'], [2, protobuf([1, op])])]);
    madeCall(one, GATEWAY, { request: asked, response: protobuf([3, result]) }, { metadata });
    openCall(one, 'moby.filesync.v1.FileSync/DiffCopy', {
      session: 's1',
      metadata: [['dir-name', 'context']],
    });
    expect(madeCall(one, SOLVE, { request }).facts.build).toMatchObject({
      target: 'files',
      buildkit: { frontend: 'dockerfile.v0', directories: [{ name: 'context', differ: 'none' }] },
    });
  });

  test('of a build that nobody named', () => {
    const call = madeCall(book(), GATEWAY, { request: protobuf([2, 'gateway.v0']) });
    expect(call.summary).toBe('frontend solve gateway.v0');
  });
});
