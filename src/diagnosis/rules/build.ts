import type { Rule } from '../rule.ts';
import { buildCacheFirstMiss } from './build/build-cache-first-miss.ts';
import { buildCacheImportFailed } from './build/build-cache-import-failed.ts';
import { buildLegacyBuilder } from './build/build-legacy-builder.ts';
import { buildNoCacheSource } from './build/build-no-cache-source.ts';
import { buildOomKilled } from './build/build-oom-killed.ts';
import { buildSilentStep } from './build/build-silent-step.ts';
import { buildStepFailed } from './build/build-step-failed.ts';
import { builderBootstrappedEveryJob } from './build/builder-bootstrapped-every-job.ts';
import { imageLoadRoundtrip } from './build/image-load-roundtrip.ts';
import { nestedOverlayMountFailed } from './build/nested-overlay-mount-failed.ts';
import { noSpaceLeft } from './build/no-space-left.ts';
import { storageDriverVfs } from './build/storage-driver-vfs.ts';

export const buildRules: readonly Rule[] = [
  buildLegacyBuilder,
  buildStepFailed,
  buildCacheFirstMiss,
  buildNoCacheSource,
  buildCacheImportFailed,
  noSpaceLeft,
  storageDriverVfs,
  nestedOverlayMountFailed,
  buildOomKilled,
  builderBootstrappedEveryJob,
  imageLoadRoundtrip,
  buildSilentStep,
];
