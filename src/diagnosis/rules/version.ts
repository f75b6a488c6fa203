import type { Rule } from '../rule.ts';
import { api152RemovedFields } from './version/api-152-removed-fields.ts';
import { api400MaskedAsSkip } from './version/api-400-masked-as-skip.ts';
import { apiClientTooNew } from './version/api-client-too-new.ts';
import { apiClientTooOld } from './version/api-client-too-old.ts';
import { apiEndpointMissing } from './version/api-endpoint-missing.ts';
import { apiVersionPinned } from './version/api-version-pinned.ts';
import { clientDaemonVersionSkew } from './version/client-daemon-version-skew.ts';
import { daemonIsNotDockerd } from './version/daemon-is-not-dockerd.ts';
import { uploadBrokenPipe } from './version/upload-broken-pipe-masks-daemon-error.ts';

export const versionRules: readonly Rule[] = [
  apiClientTooOld,
  apiClientTooNew,
  apiVersionPinned,
  api400MaskedAsSkip,
  uploadBrokenPipe,
  apiEndpointMissing,
  api152RemovedFields,
  clientDaemonVersionSkew,
  daemonIsNotDockerd,
];
