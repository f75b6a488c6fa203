import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/exit.ts';
import { type SniffCommandOptions, sniffRequest } from '../../src/cli/sniff-request.ts';

const options: SniffCommandOptions = { engine: 'auto', color: 'auto', interface: ['lo'] };

test('nothing asked for: both ports of a daemon, whole packets, no end', () => {
  expect(sniffRequest(options, 'screen', null)).toEqual({
    capture: {
      kind: 'live',
      engine: 'auto',
      target: {
        interfaces: ['lo'],
        filter: '(tcp port 2375 or tcp port 2376)',
        snapLength: 65_600,
        count: null,
        namespaceOf: null,
      },
      recording: { path: null, rotation: null },
      duration: null,
      source: 'lo · tcp 2375 2376',
    },
    decoding: { ports: [2375, 2376] },
    wants: 'screen',
    filter: null,
  });
});

test('everything asked for', () => {
  const all: SniffCommandOptions = {
    ...options,
    port: [2377],
    host: ['::1'],
    filter: 'tcp[13] != 0',
    write: 'c.pcap',
    count: 5,
    duration: 1.5,
    snaplen: 96,
    C: 1_000_000,
    W: 3,
    hash: true,
  };
  expect(sniffRequest(all, 'records', { pid: 42, name: 'dind' })).toMatchObject({
    capture: {
      target: {
        filter: 'tcp port 2377 and host ::1 and (tcp[13] != 0)',
        snapLength: 96,
        count: 5,
        namespaceOf: 42,
      },
      recording: { path: 'c.pcap', rotation: { bytes: 1_000_000, seconds: null, files: 3 } },
      duration: 1.5,
      source: 'dind lo · tcp 2377',
    },
    decoding: { ports: [2377], hash: true },
  });
});

describe('what makes no sense together', () => {
  test.each([
    [{ write: '-' }, '-w - would mix a capture with lines; name a file'],
    [{ C: 1 }, '-C and -G divide the file of -w; name one'],
    [{ G: 1 }, '-C and -G divide the file of -w; name one'],
    [{ write: 'c', W: 1 }, '-W counts the files of -C or -G; give one of them'],
  ])('%j', (over, message) => {
    const make = (): unknown => sniffRequest({ ...options, ...over }, 'screen', null);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});
