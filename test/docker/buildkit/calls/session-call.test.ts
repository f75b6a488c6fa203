import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { BuildKitBook } from '../../../../src/docker/buildkit/buildkit-book.ts';
import { Secret } from '../../../../src/model/secret.ts';
import { DIRECTORY_MODE, fsutilPackets as packets } from '../../../builders/fsutil.ts';
import { CALL_TIME, madeCall, OK, openCall } from '../../../builders/grpc-call.ts';
import { protobuf } from '../../../builders/protobuf.ts';
import { tarFile } from '../../../builders/tar.ts';

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const session = { session: 's1', exchange: 5 };

/** A book with one build that the session belongs to, and what its record says. */
function built() {
  const book = new BuildKitBook({ hash: true });
  const build = book.build('ref');
  build.session = book.session('s1');
  return { book, facts: () => build.build(CALL_TIME) };
}

describe('FileSync/DiffCopy', () => {
  const SYNC = 'moby.filesync.v1.FileSync/DiffCopy';

  test('the context: what is asked for, what is listed, what is sent', () => {
    const { book, facts } = built();
    const metadata = [
      ['dir-name', 'context'],
      ['exclude-patterns', 'logs/*.log'],
      ['exclude-patterns', '.git'],
      ['followpaths', 'src'],
    ] as const;
    const call = openCall(book, SYNC, { ...session, metadata });
    expect(call.summary).toBe('send context (no files)');
    call.responseMessage(packets.stat('src', { mode: DIRECTORY_MODE }), CALL_TIME);
    call.responseMessage(packets.stat('src/a.js', { size: 4 }), CALL_TIME);
    call.responseMessage(packets.stat('src/b.js', { size: 100 }), CALL_TIME);
    call.responseMessage(packets.end(), CALL_TIME);
    call.requestMessage(packets.request(1), CALL_TIME);
    call.responseMessage(packets.data(1, 'text'), CALL_TIME);
    call.responseMessage(packets.close(1), CALL_TIME);
    expect(call.summary).toBe('send context (1 of 2 files)');
    expect(call.content).toEqual({ request: [], response: [] });
    const { context, buildkit } = facts();
    expect(context).toMatchObject({ compression: 'none', bytes: 4, sha256: null, fileBytes: 104 });
    expect(context?.entries.map(({ path, sent, sha256: digest }) => [path, sent, digest])).toEqual([
      ['src', false, null],
      ['src/a.js', true, sha256('text')],
      ['src/b.js', false, null],
    ]);
    expect(buildkit?.directories).toEqual([
      {
        name: 'context',
        exchange: 5,
        includePatterns: [],
        excludePatterns: ['logs/*.log', '.git'],
        followPaths: ['src'],
        differ: null,
        listedFiles: 2,
        listedBytes: 104,
        sentFiles: 1,
        sentBytes: 4,
        complete: false,
      },
    ]);
    expect(buildkit).toMatchObject({ listedFiles: 2, listedBytes: 104, sentFiles: 1, sentBytes: 4 });
  });

  test('a context of several transfers is one; what one of them sent was sent', () => {
    const { book, facts } = built();
    const metadata = [['dir-name', 'context']] as const;
    const first = openCall(book, SYNC, { session: 's1', metadata });
    first.responseMessage(packets.stat('.dockerignore', { size: 2 }), CALL_TIME);
    first.responseMessage(packets.data(0, '.g'), CALL_TIME);
    first.responseMessage(packets.close(0), CALL_TIME);
    const second = openCall(book, SYNC, { session: 's1', metadata });
    for (const path of ['.dockerignore', 'a'])
      second.responseMessage(packets.stat(path, { size: 2 }), CALL_TIME);
    expect(facts().context?.entries.map(({ path, sent }) => [path, sent])).toEqual([
      ['.dockerignore', true],
      ['a', false],
    ]);
  });

  test('the Dockerfile, whatever it is called', () => {
    const { book, facts } = built();
    const options = protobuf([1, 'filename'], [2, 'build/./web']);
    madeCall(book, 'moby.buildkit.v1.Control/Solve', {
      request: protobuf([1, 'ref'], [5, 's1'], [6, 'dockerfile.v0'], [7, options]),
    });
    const call = openCall(book, SYNC, { session: 's1', metadata: [['dir-name', 'dockerfile']] });
    call.responseMessage(packets.stat('build/web', { size: 12 }), CALL_TIME);
    call.requestMessage(packets.request(0), CALL_TIME);
    call.responseMessage(packets.data(0, 'FROM scratch'), CALL_TIME);
    call.responseMessage(packets.close(0), CALL_TIME);
    expect(facts()).toMatchObject({ dockerfilePath: 'build/./web', dockerfile: 'FROM scratch' });
  });

  test('metadata that is not ASCII is escaped, and says so', () => {
    const { book, facts } = built();
    openCall(book, SYNC, {
      session: 's1',
      metadata: [
        ['dir-name', 'context'],
        ['followpaths', '%C3%BCber+all'],
        ['followpaths', '100%'],
        ['followpaths-encoded', '1'],
        ['include-patterns', 'a+b%20c'],
      ],
    });
    expect(facts().buildkit?.directories[0]).toMatchObject({
      followPaths: ['über all', '100%'],
      includePatterns: ['a+b%20c'],
    });
  });

  test('a call without a session is read all the same', () => {
    const book = new BuildKitBook({ hash: false });
    const call = openCall(book, SYNC, { metadata: [['dir-name', 'context']] });
    call.responseMessage(packets.stat('a'), CALL_TIME);
    expect(call.summary).toBe('send context (0 of 1 file)');
  });
});

describe('Auth', () => {
  const AUTH = 'moby.filesync.v1.Auth';
  const request = protobuf([1, 'registry.test']);

  test.each([
    [
      'a password',
      protobuf([1, 'alice'], [2, 'pw']),
      'alice',
      'password',
      'credentials for registry.test (alice)',
    ],
    ['an identity token', protobuf([2, 'token']), null, 'identitytoken', 'credentials for registry.test'],
    ['a name alone', protobuf([1, 'alice']), 'alice', 'none', 'credentials for registry.test (alice)'],
  ])('%s', (_, response, username, kind, summary) => {
    const { book, facts } = built();
    const call = madeCall(book, `${AUTH}/Credentials`, { request, response }, session);
    expect(call.summary).toBe(summary);
    expect(call.facts.auth).toMatchObject({ server: 'registry.test', username, kind });
    expect(facts().registries).toMatchObject([{ server: 'registry.test', username, kind }]);
    expect(JSON.stringify([call.facts, call.content, facts()])).not.toMatch(/"(pw|token)"/);
  });

  test('nothing, and asked for twice', () => {
    const { book, facts } = built();
    expect(
      madeCall(book, `${AUTH}/Credentials`, { request, response: protobuf() }, session).facts.auth,
    ).toBeNull();
    expect(facts().registries).toEqual([]);
    for (let times = 0; times < 2; times += 1) {
      madeCall(book, `${AUTH}/Credentials`, { request, response: protobuf([1, 'a'], [2, 'b']) }, session);
    }
    expect(facts().registries).toHaveLength(1);
  });

  test('a token that the client fetched', () => {
    const { book, facts } = built();
    const asked = protobuf([1, 'buildkit'], [2, 'registry.test'], [5, 'repository:a:pull']);
    madeCall(book, `${AUTH}/FetchToken`, { request: asked, response: protobuf([1, 'jwt-token']) }, session);
    expect(facts().registries).toMatchObject([
      { server: 'registry.test', username: null, kind: 'registrytoken' },
    ]);
    expect(facts().registries[0]?.secret?.reveal()).toBe('jwt-token');
  });
});

describe('Secrets/GetSecret', () => {
  const GET = 'moby.buildkit.secrets.v1.Secrets/GetSecret';

  test('one that was given', () => {
    const { book, facts } = built();
    const call = madeCall(
      book,
      GET,
      { request: protobuf([1, 'npmrc']), response: protobuf([1, '//registry/:_authToken=x']) },
      session,
    );
    expect(call.summary).toBe('secret npmrc');
    expect(facts().buildkit?.secrets).toMatchObject([{ id: 'npmrc', exchange: 5, found: true, size: 24 }]);
    expect(facts().buildkit?.secrets[0]?.value).toBeInstanceOf(Secret);
    expect(JSON.stringify([call.content, facts()])).not.toContain('_authToken');
  });

  test('one that the client does not have', () => {
    const { book, facts } = built();
    const status = { code: 5, message: 'secret npmrc not found', details: null };
    const call = madeCall(book, GET, { request: protobuf([1, 'npmrc']), status }, session);
    expect(call.summary).toBe('secret npmrc (not found)');
    expect(facts().buildkit?.secrets).toEqual([
      { id: 'npmrc', exchange: 5, found: false, size: null, value: null },
    ]);
  });

  test('one whose answer was not captured', () => {
    const { book, facts } = built();
    madeCall(book, GET, { request: protobuf([1, 'npmrc']), status: null }, session);
    expect(facts().buildkit?.secrets[0]?.found).toBeNull();
  });
});

test('SSH/ForwardAgent: the agent by id, and bytes of both sides', () => {
  const { book, facts } = built();
  const metadata = [['buildkit.ssh.id', 'github']] as const;
  const call = openCall(book, 'moby.sshforward.v1.SSH/ForwardAgent', { ...session, metadata });
  call.requestMessage(protobuf([1, 'ask']), CALL_TIME);
  call.responseMessage(protobuf([1, 'answer']), CALL_TIME);
  call.requestMessage(protobuf(), CALL_TIME);
  openCall(book, 'moby.sshforward.v1.SSH/ForwardAgent', session);
  expect(call.summary).toBe('forward ssh agent github');
  expect(facts().buildkit?.ssh).toEqual([
    { id: 'github', exchange: 5, clientBytes: 6, daemonBytes: 3 },
    { id: 'default', exchange: 5, clientBytes: 0, daemonBytes: 0 },
  ]);
});

test('Upload/Pull: the context is a tar', () => {
  const { book, facts } = built();
  const tar = tarFile({ name: 'Dockerfile', content: 'FROM scratch\n' }, { name: 'a', content: 'text' });
  const call = openCall(book, 'moby.upload.v1.Upload/Pull', session);
  for (let at = 0; at < tar.length; at += 700) {
    call.responseMessage(protobuf([1, tar.subarray(at, at + 700)]), CALL_TIME);
  }
  call.end(CALL_TIME, OK);
  expect(facts().dockerfile).toBe('FROM scratch\n');
  expect(facts().context?.entries.map(({ path, sha256: digest }) => [path, digest])).toEqual([
    ['Dockerfile', sha256('FROM scratch\n')],
    ['a', sha256('text')],
  ]);
});

describe('FileSend/DiffCopy', () => {
  const SEND = 'moby.filesync.v1.FileSend/DiffCopy';

  test('a directory', () => {
    const { book, facts } = built();
    const call = openCall(book, SEND, session);
    expect(call.summary).toBe('receive output');
    call.requestMessage(packets.stat('app', { size: 4 }), CALL_TIME);
    call.requestMessage(packets.end(), CALL_TIME);
    call.responseMessage(packets.request(0), CALL_TIME);
    call.requestMessage(packets.data(0, 'text'), CALL_TIME);
    call.requestMessage(packets.close(0), CALL_TIME);
    call.end(CALL_TIME, OK);
    expect(call.summary).toBe('receive output (1 file)');
    expect(facts().buildkit?.outputs).toMatchObject([
      { exchange: 5, format: 'directory', bytes: 4, entries: [{ path: 'app', sha256: sha256('text') }] },
    ]);
  });

  test('a tar, and its digest when all of it has come', () => {
    const { book, facts } = built();
    const tar = tarFile({ name: 'files/a', content: 'text' });
    const call = openCall(book, SEND, session);
    call.requestMessage(protobuf([1, tar.subarray(0, 512)]), CALL_TIME);
    call.requestMessage(protobuf([1, tar.subarray(512)]), CALL_TIME);
    expect(facts().buildkit?.outputs[0]?.sha256).toBeNull();
    call.end(CALL_TIME, OK);
    expect(call.summary).toBe('receive output as tar (1 file)');
    expect(facts().buildkit?.outputs).toMatchObject([
      { format: 'tar', bytes: tar.length, sha256: sha256(tar), entries: [{ path: 'files/a' }] },
    ]);
  });

  test('a tar with a hole has no digest', () => {
    const { book, facts } = built();
    const call = openCall(book, SEND, session);
    call.requestMessage(protobuf([1, tarFile({ name: 'a' })]), CALL_TIME);
    call.gap('request', CALL_TIME);
    call.end(CALL_TIME, OK);
    expect(facts().buildkit?.outputs[0]?.sha256).toBeNull();
  });
});

test('Control/Session opens a session, whose metadata are those of POST /session', () => {
  const { book, facts } = built();
  const call = openCall(book, 'moby.buildkit.v1.Control/Session', {
    exchange: 12,
    metadata: [
      ['x-docker-expose-session-uuid', 's1'],
      ['x-docker-expose-session-name', 'web'],
    ],
  });
  expect(call.facts.session).toEqual({ id: 's1', name: 'web', sharedKey: null, methods: [] });
  expect(facts().buildkit).toMatchObject({ session: { id: 's1', name: 'web' }, exchanges: { session: 12 } });
});
