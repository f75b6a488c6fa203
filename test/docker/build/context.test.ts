import { describe, expect, it } from 'vitest';
import { ContextReader, contextPath } from '../../../src/docker/build/context.ts';
import { type TarFields, tarFile } from '../../builders/tar.ts';

function read(dockerfilePath: string, ...entries: readonly TarFields[]): ContextReader {
  const reader = new ContextReader(dockerfilePath);
  const tar = tarFile(...entries);
  for (let at = 0; at < tar.length; at += 700) reader.push(tar.subarray(at, at + 700), 1);
  reader.end(2, true);
  return reader;
}

describe('the Dockerfile', () => {
  const file = (name: string, content = name): TarFields => ({ name, content });
  const link = (name: string, linkName: string): TarFields => ({ name, linkName, typeFlag: '2' });
  it.each([
    ['by the default name', '', [file('Dockerfile')], 'Dockerfile'],
    ['by a name of its own', 'build.txt', [file('Dockerfile'), file('build.txt')], 'build.txt'],
    [
      'in a folder',
      './docker/Dockerfile.web',
      [file('Dockerfile'), file('docker/Dockerfile.web')],
      'docker/Dockerfile.web',
    ],
    ['by an absolute path', '/docker/Dockerfile', [file('./docker/Dockerfile', 'text')], 'text'],
    ['above the context, which nothing is', '../../Dockerfile', [file('Dockerfile')], 'Dockerfile'],
    ['in lower case, as the daemon tries', 'Dockerfile', [file('dockerfile')], 'dockerfile'],
    ['in lower case only for the default', 'Web', [file('web')], null],
    ['the default before lower case', '', [file('dockerfile'), file('Dockerfile')], 'Dockerfile'],
    ['the last of that name', '', [file('Dockerfile', 'old'), file('Dockerfile', 'new')], 'new'],
    ['empty', '', [file('Dockerfile', '')], ''],
    ['not there', '', [file('README')], null],
    [
      'a link to another',
      '',
      [link('Dockerfile', 'docker/Dockerfile.web'), file('docker/Dockerfile.web')],
      'docker/Dockerfile.web',
    ],
    [
      'a link from a folder',
      'a/Dockerfile',
      [link('a/Dockerfile', '../b/Dockerfile'), file('b/Dockerfile')],
      'b/Dockerfile',
    ],
    [
      'a hard link',
      '',
      [file('Dockerfile.dev'), { name: 'Dockerfile', linkName: 'Dockerfile.dev', typeFlag: '1' }],
      'Dockerfile.dev',
    ],
    ['a link to itself', '', [link('Dockerfile', 'Dockerfile')], null],
    ['a directory', '', [{ name: 'Dockerfile', typeFlag: '5' }], null],
  ] as const)('%s', (_, path, entries, expected) => {
    expect(read(path, ...entries).dockerfile).toBe(expected);
  });

  it('is not made of half of one', () => {
    const reader = new ContextReader('');
    reader.push(tarFile(file('Dockerfile', 'FROM scratch')).subarray(0, 517), 1);
    reader.end(2, false);
    expect(reader.dockerfile).toBeNull();
  });
});

it('sums up the context', () => {
  const reader = read('', { name: 'Dockerfile', content: 'FROM scratch' }, { name: 'a', content: 'a' });
  expect(reader.context('digest')).toMatchObject({
    compression: 'none',
    bytes: 3072,
    sha256: 'digest',
    fileBytes: 13,
    entries: [{ path: 'Dockerfile' }, { path: 'a' }],
  });
});

it('paths are found from the root of the context', () => {
  expect(contextPath('./a//b/../c/')).toBe('a/c');
  expect(contextPath('/../..')).toBe('');
});
