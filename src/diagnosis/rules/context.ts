import type { Rule } from '../rule.ts';
import { contextDependencyDirectories } from './context/context-dependency-directories.ts';
import { contextHuge } from './context/context-huge.ts';
import { contextLargeSingleFiles } from './context/context-large-single-files.ts';
import { contextManySmallFiles } from './context/context-many-small-files.ts';
import { contextSecretFiles } from './context/context-secret-files.ts';
import { contextSentRepeatedly } from './context/context-sent-repeatedly.ts';
import { contextUploadAborted } from './context/context-upload-aborted.ts';
import { contextUploadSlow } from './context/context-upload-slow.ts';
import { contextUploadStalled } from './context/context-upload-stalled.ts';
import { contextVcsDirectory } from './context/context-vcs-directory.ts';
import { contextWorldWritableModes } from './context/context-world-writable-modes.ts';
import { dockerignoreIneffective } from './context/dockerignore-ineffective.ts';

export const contextRules: readonly Rule[] = [
  contextHuge,
  contextVcsDirectory,
  contextDependencyDirectories,
  contextSecretFiles,
  contextLargeSingleFiles,
  contextManySmallFiles,
  dockerignoreIneffective,
  contextSentRepeatedly,
  contextUploadSlow,
  contextUploadStalled,
  contextUploadAborted,
  contextWorldWritableModes,
];
