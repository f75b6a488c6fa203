import type { Capture, CaptureSummary } from '../../model/capture.ts';
import type { ExportOptions } from './exporter.ts';
import { timeJson } from './scalar-json.ts';

/** Version of the schema: raised when a field is added. Fields are never renamed or removed. */
export const SCHEMA_VERSION = 1;

export function toCaptureJson(capture: Capture, { toolVersion }: ExportOptions): object {
  return {
    type: 'capture',
    version: SCHEMA_VERSION,
    tool: { name: 'dind-sniff', version: toolVersion },
    file: capture.file,
    format: capture.format,
    application: capture.application,
    os: capture.os,
    interfaces: capture.interfaces.map(({ name, linkType, snapLength, filter }) => ({
      name,
      linkType,
      snapLength,
      filter,
    })),
    start: timeJson(capture.start),
  };
}

export function toSummaryJson(summary: CaptureSummary): object {
  return {
    type: 'summary',
    packets: summary.packets,
    bytes: summary.bytes,
    connections: summary.connections,
    exchanges: summary.exchanges,
    failed: summary.failed,
    gaps: summary.gaps,
    missingBytes: summary.missingBytes,
    drops: summary.drops,
    unknownLinkTypes: summary.unknownLinkTypes,
    undecodedPackets: summary.undecodedPackets,
    duplicatePackets: summary.duplicatePackets,
    issues: summary.issues,
    start: timeJson(summary.start),
    end: timeJson(summary.end),
  };
}
