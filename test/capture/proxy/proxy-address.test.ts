import { describe, expect, test } from 'vitest';
import {
  parseProxyAddress,
  proxyAddressText,
  usuallySpeaksTls,
} from '../../../src/capture/proxy/proxy-address.ts';

const tcp = (host: string, port: number) => ({ kind: 'tcp', host, port });

describe('parseProxyAddress', () => {
  test.each([
    ['tcp://docker:2376', tcp('docker', 2376), 'tcp://docker:2376'],
    ['tcp://docker', tcp('docker', 2375), 'tcp://docker:2375'],
    ['tcp://127.0.0.1:0', tcp('127.0.0.1', 0), 'tcp://127.0.0.1:0'],
    ['tcp://:2375', tcp('127.0.0.1', 2375), 'tcp://127.0.0.1:2375'],
    ['tcp://[::1]:2375', tcp('::1', 2375), 'tcp://[::1]:2375'],
    ['tcp://[::]', tcp('::', 2375), 'tcp://[::]:2375'],
    ['tcp://docker:2375/', tcp('docker', 2375), 'tcp://docker:2375'],
    [
      'unix:///var/run/docker.sock',
      { kind: 'unix', path: '/var/run/docker.sock' },
      'unix:///var/run/docker.sock',
    ],
    ['unix:///run/a b.sock', { kind: 'unix', path: '/run/a b.sock' }, 'unix:///run/a b.sock'],
  ])('%s', (text, address, again) => {
    const parsed = parseProxyAddress(text);
    expect(parsed).toEqual(address);
    expect(proxyAddressText(parsed)).toBe(again);
  });

  test('a TCP address without a port has the TLS port where TLS is wanted', () => {
    expect(parseProxyAddress('tcp://docker', true)).toEqual(tcp('docker', 2376));
  });

  test.each([
    '',
    'docker:2375',
    'http://docker:2375',
    'tcp://docker:65536',
    'tcp://docker:2375/v1.41',
    'tcp://[docker]:2375',
    'tcp://a b:1',
    'unix://docker.sock',
    'unix://',
  ])('%j is none', (text) => {
    expect(() => parseProxyAddress(text)).toThrow(expect.objectContaining({ code: 'bad-address' }));
  });
});

test.each([
  ['tcp://docker:2376', true],
  ['tcp://docker:2375', false],
  ['tcp://docker:443', true],
  ['unix:///run/docker.sock', false],
])('%s usually speaks TLS: %s', (text, tls) => {
  expect(usuallySpeaksTls(parseProxyAddress(text))).toBe(tls);
});
