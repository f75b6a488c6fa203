import type { CaptureStatus } from '../../../src/views/view-model/capture-status.ts';

/** A capture that was read to its end. */
export const status: CaptureStatus = {
  source: 'build.pcapng',
  state: 'ended',
  progress: 1,
  exchanges: 14,
  packets: 1204,
  dropped: 0,
  undecoded: 0,
  missingBytes: 0,
  encrypted: 0,
  issues: 0,
  findings: [],
  message: null,
  memory: null,
};
