import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileTransfer } from '../../../src/docker/buildkit/file-transfer.ts';
import { DIRECTORY_MODE, fsutilPackets as packets, SYMLINK_MODE } from '../../builders/fsutil.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function transfer(keep = false): FileTransfer {
  return new FileTransfer({ hash: true, keep: () => keep });
}

/** Four entries, of which the receiver wants the third and the last. */
function copied(): FileTransfer {
  const files = transfer(true);
  files.sender(packets.stat('src', { mode: DIRECTORY_MODE }));
  files.sender(packets.stat('src/current', { mode: SYMLINK_MODE, link: 'a.js' }));
  files.sender(
    packets.stat('src/a.js', { size: 11, uid: 1000, gid: 100, modTime: 1_714_564_800_123_456_500n }),
  );
  files.receiver(packets.request(2));
  files.sender(packets.stat('src/b.js', { size: 70_000 }));
  files.sender(packets.stat('src/empty'));
  files.sender(packets.end());
  files.receiver(packets.request(4));
  files.sender(packets.data(2, 'first '));
  files.sender(packets.close(4));
  files.sender(packets.data(2, 'piece'));
  files.sender(packets.close(2));
  files.receiver(packets.finish());
  files.sender(packets.finish());
  return files;
}

describe('FileTransfer', () => {
  test('every file that was told, and which of them were sent', () => {
    const { entries } = copied();
    expect(entries.map(({ path, type, sent, sha256: digest }) => [path, type, sent, digest])).toEqual([
      ['src', 'directory', false, null],
      ['src/current', 'symlink', false, null],
      ['src/a.js', 'file', true, sha256('first piece')],
      ['src/b.js', 'file', false, null],
      ['src/empty', 'file', true, sha256('')],
    ]);
    expect(entries[1]).toMatchObject({ mode: 0o777, linkTarget: 'a.js' });
    expect(entries[2]).toMatchObject({ size: 11, mode: 0o644, uid: 1000, gid: 100, linkTarget: null });
    expect(entries[2]?.mtime).toBe(1_714_564_800_123_456.5);
  });

  test('files that are sent are looked into for secrets, the others are not', () => {
    const env = 'A=1\nDB_PASSWORD=u8Qd0Zr1kPz7mW3x\n';
    const files = new FileTransfer({ hash: false, secrets: true, keep: () => false });
    for (const path of ['.env', 'a.js', 'b.env']) files.sender(packets.stat(path, { size: env.length }));
    files.sender(packets.end());
    for (const id of [0, 1]) files.receiver(packets.request(id));
    files.sender(packets.data(0, env.slice(0, 9)));
    files.sender(packets.data(1, 'x'.repeat(env.length)));
    files.sender(packets.data(0, env.slice(9)));
    for (const id of [0, 1]) files.sender(packets.close(id));
    expect(files.entries.map(({ secrets }) => secrets)).toEqual([
      [{ kind: 'secret-variable', line: 2 }],
      [],
      undefined,
    ]);
  });

  test('sums, content that was asked for, the end', () => {
    const { listedFiles, listedBytes, sentFiles, sentBytes, complete, kept } = copied();
    expect({ listedFiles, listedBytes, sentFiles, sentBytes, complete }).toEqual({
      listedFiles: 3,
      listedBytes: 70_011,
      sentFiles: 2,
      sentBytes: 11,
      complete: true,
    });
    expect(Buffer.from(kept.get('src/a.js') ?? []).toString()).toBe('first piece');
  });

  test('content without its request, which was not captured', () => {
    const files = transfer();
    files.sender(packets.stat('a', { size: 1 }));
    files.sender(packets.data(0, 'x'));
    files.sender(packets.close(0));
    expect(files.entries[0]).toMatchObject({ sent: true, sha256: sha256('x') });
  });

  test('after a gap names are good, but not whose a content is', () => {
    const files = transfer();
    files.sender(packets.stat('a', { size: 1 }));
    files.gap();
    files.sender(packets.stat('z', { size: 1 }));
    files.sender(packets.data(1, 'x'));
    files.sender(packets.close(1));
    expect(files.entries.map(({ path, sent }) => [path, sent])).toEqual([
      ['a', null],
      ['z', null],
    ]);
    expect([files.sentFiles, files.sentBytes]).toEqual([1, 1]);
  });

  test('of what was listed before the gap it is known whose a content is', () => {
    const files = transfer();
    files.sender(packets.stat('a', { size: 1 }));
    files.sender(packets.stat('b', { size: 1 }));
    files.sender(packets.stat('c', { size: 1 }));
    files.gap();
    files.gap();
    files.sender(packets.data(0, 'x'));
    files.sender(packets.close(0));
    files.receiver(packets.request(1));
    files.sender(packets.data(1, 'x'));
    files.sender(packets.close(1));
    expect(files.entries).toMatchObject([
      // Its beginning may have been in the gap.
      { path: 'a', sent: true, sha256: null },
      { path: 'b', sent: true, sha256: sha256('x') },
      { path: 'c', sent: null, sha256: null },
    ]);
    files.sender(packets.finish());
    files.receiver(packets.finish());
    expect(files.complete).toBe(false);
  });

  test('a file in which bytes are missing has no digest', () => {
    const files = transfer();
    files.sender(packets.stat('a', { size: 2 }));
    files.receiver(packets.request(0));
    files.sender(packets.data(0, 'x'));
    files.gap();
    files.sender(packets.close(0));
    expect(files.entries[0]).toMatchObject({ sha256: null });
  });

  test('why a side could not go on', () => {
    const files = transfer();
    files.sender(packets.error('open /root/x: permission denied'));
    expect(files.error).toBe('open /root/x: permission denied');
    expect(files.complete).toBe(false);
  });

  test('a content of nobody is nobody’s', () => {
    const files = transfer(true);
    files.receiver(packets.request(4_294_967_295));
    files.sender(packets.data(4_294_967_295, 'x'));
    files.sender(packets.close(4_294_967_295));
    expect([files.entries, files.kept.size, files.sentFiles]).toEqual([[], 0, 1]);
  });

  test('no bytes whatever make it throw', () => {
    const side = fc.constantFrom('sender', 'receiver', 'gap');
    fc.assert(
      fc.property(fc.array(fc.tuple(side, fc.uint8Array({ maxLength: 40 }))), (steps) => {
        const files = transfer(true);
        for (const [name, bytes] of steps) {
          if (name === 'gap') files.gap();
          else if (name === 'sender') files.sender(bytes);
          else files.receiver(bytes);
        }
      }),
      { numRuns: 200 },
    );
  });
});
