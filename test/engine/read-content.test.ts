import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findContent } from '../../src/engine/find-content.ts';
import { readContent, saveContent } from '../../src/engine/read-content.ts';
import { readExchanges } from '../../src/engine/read-exchanges.ts';
import type { Exchange } from '../../src/model/exchange.ts';
import { Store } from '../../src/store/store.ts';
import type { ContentRef } from '../../src/views/view-model/content.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A capture's records, its files with digests, and where its contents are. */
async function capture(name: string) {
  const path = `fixtures/${name}/capture.pcapng`;
  const store = new Store();
  for await (const events of readExchanges(path, { hash: true })) {
    for (const event of events) if (event.kind === 'exchange-closed') store.put(event.exchange);
  }
  const exchanges = Array.from(store.exchanges());
  const builds = exchanges.filter(({ docker }) => docker.build?.context != null);
  const place = (id: number, ref: ContentRef) => ({ path, decoding: {}, ...findContent(id, ref, store) });
  return { exchanges, builds, place };
}

/** A file of a build's context, by its path. */
function file(build: Exchange, path: string) {
  const entries = build.docker.build?.context?.entries ?? [];
  const index = entries.findIndex((entry) => entry.path === path);
  const ref = { kind: 'file', side: 'request', index } as const;
  return { ref, digest: entries[index]?.sha256 };
}

describe('a file of a build context', () => {
  test.each([
    ['in the tar of a classic build', 'classic-build', 'package.json'],
    ['sent over a session', 'buildkit-stages', 'app/data.bin'],
  ])('%s', async (_, name, path) => {
    const { builds, place } = await capture(name);
    const { ref, digest } = file(builds[0]!, path);
    const content = await readContent(place(builds[0]!.id, ref));
    expect(sha256(content.bytes)).toBe(digest);
    expect(content.cut).toBe(false);
  });

  test('that was only listed has no content', async () => {
    const { builds, place } = await capture('buildkit-stages');
    const { ref } = file(builds[1]!, 'app/data.bin');
    expect(() => place(builds[1]!.id, ref)).toThrow('it was listed and not sent');
  });

  test('of a call that sends files itself', async () => {
    const { exchanges, place } = await capture('buildkit-stages');
    const call = exchanges.find(({ docker }) => (docker.archive?.entries.length ?? 0) > 1)!;
    const index = call.docker.archive!.entries.findIndex(({ path }) => path === 'app/data.bin');
    const { bytes } = await readContent(place(call.id, { kind: 'file', side: 'response', index }));
    expect(sha256(bytes)).toBe(call.docker.archive!.entries[index]!.sha256);
  });
});

test('what was let go cannot be found', () => {
  expect(() => findContent(7, { kind: 'stream' }, new Store())).toThrow('it is no longer kept');
});

test('streams come in the pieces that they were sent in', async () => {
  const { exchanges, place } = await capture('attach');
  const attach = exchanges.find(({ hijack }) => (hijack?.streams?.stdout?.bytes ?? 0) > 0)!;
  const { bytes, pieces } = await readContent(place(attach.id, { kind: 'stream' }));
  expect(pieces.reduce((sum, { length }) => sum + length, 0)).toBe(bytes.length);
  const stdout = attach.hijack!.streams!.stdout!;
  expect(pieces.filter(({ name }) => name === 'stdout').reduce((sum, { length }) => sum + length, 0)).toBe(
    stdout.bytes,
  );
});

test('JSON is read, and its secrets are masked', async () => {
  const { exchanges, place } = await capture('registry');
  const login = exchanges.find(({ operation }) => operation === 'SystemAuth')!;
  const content = await readContent(place(login.id, { kind: 'body', side: 'request' }));
  expect(content.secret).toBe(true);
  const { password } = JSON.parse(Buffer.from(content.bytes).toString('utf8')) as { password: string };
  expect(JSON.stringify(content.json)).not.toContain(password);
  expect(JSON.stringify(content.json)).toContain('username');
});

test('bytes of a gRPC call that brings a secret are held back', async () => {
  const { exchanges, place } = await capture('buildkit-stages');
  const call = exchanges.find(({ docker }) => docker.grpc?.method.endsWith('Secrets/GetSecret'))!;
  expect((await readContent(place(call.id, { kind: 'body', side: 'response' }))).secret).toBe(true);
});

test('streams that carry a connection are held back', async () => {
  const { exchanges, place } = await capture('attach');
  const attach = exchanges.find(({ hijack }) => (hijack?.streams?.stdout?.bytes ?? 0) > 0)!;
  const found = place(attach.id, { kind: 'stream' });
  expect((await readContent(found)).secret).toBe(false);
  expect((await readContent({ ...found, carries: true })).secret).toBe(true);
});

test('the payload of a packet may hold anything', async () => {
  const { exchanges, place } = await capture('classic-build');
  const packet = await readContent(place(exchanges[0]!.id, { kind: 'packet', frame: 4 }));
  expect([packet.bytes.length > 0, packet.secret]).toEqual([true, true]);
});

describe('saving', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'save-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('writes all of a content to a file that only its owner may read', async () => {
    const { builds, place } = await capture('classic-build');
    const target = join(folder, 'context.tar');
    const body = { kind: 'body', side: 'request' } as const;
    const bytes = await saveContent(place(builds[0]!.id, body), target);
    expect(sha256(readFileSync(target))).toBe(builds[0]!.request?.body.sha256);
    expect([bytes, statSync(target).mode & 0o777]).toEqual([builds[0]!.request?.body.bytes, 0o600]);
  });

  test('leaves a file that is there', async () => {
    const { builds, place } = await capture('classic-build');
    const target = join(folder, 'taken');
    writeFileSync(target, 'mine');
    const body = { kind: 'body', side: 'request' } as const;
    await expect(saveContent(place(builds[0]!.id, body), target)).rejects.toThrow(/EEXIST/);
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });
});
