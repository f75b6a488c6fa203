import { expect, test } from 'vitest';
import type { CaptureFileEvent } from '../../src/capture/file/capture-file-event.ts';
import { CaptureFacts } from '../../src/engine/capture-facts.ts';

const section: CaptureFileEvent = {
  kind: 'capture-section',
  hardware: null,
  os: 'Linux 6.1',
  application: 'Dumpcap 4.0.17',
};
const lo: CaptureFileEvent = {
  kind: 'capture-interface',
  interfaceId: 0,
  linkType: 1,
  snapLength: 262_144,
  name: 'lo',
  description: null,
  filter: null,
  os: null,
};
function drops(interfaceId: number, byInterface: number | null, byOs: number | null): CaptureFileEvent {
  return {
    kind: 'capture-drops',
    interfaceId,
    at: 0,
    received: 10,
    accepted: null,
    droppedByInterface: byInterface,
    droppedByOs: byOs,
  };
}

test('what a pcapng file says of itself', () => {
  const facts = new CaptureFacts('build.pcapng');
  for (const event of [section, lo]) facts.take(event);
  expect(facts.capture(5)).toEqual({
    file: 'build.pcapng',
    format: 'pcapng',
    application: 'Dumpcap 4.0.17',
    os: 'Linux 6.1',
    interfaces: [{ name: 'lo', linkType: 1, snapLength: 262_144, filter: null }],
    start: 5,
  });
});

test('a file without sections is pcap', () => {
  const facts = new CaptureFacts('-');
  facts.take(lo);
  expect(facts.capture(null).format).toBe('pcap');
});

test('the last count of each interface holds, and no count is not zero', () => {
  const facts = new CaptureFacts('-');
  facts.take(drops(0, null, null));
  expect(facts.drops()).toBeNull();
  for (const event of [drops(0, 5, null), drops(0, 7, 1), drops(1, null, 2)]) facts.take(event);
  expect(facts.drops()).toBe(10);
});
