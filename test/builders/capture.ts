import type { Capture, CaptureSummary } from '../../src/model/capture.ts';
import { AT } from './exchange.ts';

export function capture(fields: Partial<Capture> = {}): Capture {
  return {
    file: 'build.pcapng',
    format: 'pcapng',
    application: 'Dumpcap (Wireshark) 4.0.17',
    os: 'Linux 6.1',
    interfaces: [{ name: 'lo', linkType: 1, snapLength: 262_144, filter: 'tcp port 2375' }],
    start: AT,
    ...fields,
  };
}

export function captureSummary(fields: Partial<CaptureSummary> = {}): CaptureSummary {
  return {
    packets: 1204,
    bytes: 1_300_000,
    connections: 1,
    exchanges: 2,
    failed: 1,
    gaps: 0,
    missingBytes: 0,
    drops: 0,
    unknownLinkTypes: {},
    undecodedPackets: 0,
    duplicatePackets: 0,
    issues: {},
    start: AT,
    end: AT + 12_300_000,
    ...fields,
  };
}
