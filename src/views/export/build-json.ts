import type { Build, BuildContext, BuildStep } from '../../model/build.ts';
import type { RegistryCredentials } from '../../model/registry-credentials.ts';
import { entryJson } from './archive-json.ts';
import { buildkitJson } from './buildkit-json.ts';
import { millisecondsJson } from './scalar-json.ts';
import type { SecretText } from './secret-text.ts';

export function buildJson(build: Build, secretText: SecretText): object {
  const { remote } = build;
  return {
    builder: build.builder,
    tags: build.tags,
    dockerfilePath: build.dockerfilePath,
    dockerfile: build.dockerfile,
    buildArgs: buildArgsJson(build, secretText),
    labels: Object.fromEntries(
      Object.entries(build.labels).map(([name, value]) => [name, secretText(value)]),
    ),
    target: build.target,
    platform: build.platform,
    noCache: build.noCache,
    pull: build.pull,
    networkMode: build.networkMode,
    cacheFrom: build.cacheFrom,
    remote: remote === null ? null : secretText(remote),
    limits: build.limits,
    context: build.context === null ? null : contextJson(build.context),
    registries: build.registries.map((registry) => credentialsJson(registry, secretText)),
    steps: build.steps.map(stepJson),
    imageId: build.imageId,
    taggedAs: build.taggedAs,
    error: build.error === null ? null : { code: build.error.code, message: build.error.message },
    buildkit: build.buildkit === null ? null : buildkitJson(build.buildkit, secretText),
  };
}

/** `secret` says what kind of secret it is, `value` holds it, masked or not. */
export function credentialsJson(credentials: RegistryCredentials, secretText: SecretText): object {
  const { server, username, kind, secret } = credentials;
  return { server, username, secret: kind, value: secret === null ? null : secretText(secret) };
}

function buildArgsJson({ buildArgs }: Build, secretText: SecretText): object {
  return Object.fromEntries(
    Object.entries(buildArgs).map(([name, value]) => [name, value === null ? null : secretText(value)]),
  );
}

function contextJson(context: BuildContext): object {
  return {
    compression: context.compression,
    bytes: context.bytes,
    sha256: context.sha256,
    fileBytes: context.fileBytes,
    entries: context.entries.map(entryJson),
  };
}

function stepJson(step: BuildStep): object {
  return {
    number: step.number,
    total: step.total,
    stage: step.stage,
    instruction: step.instruction,
    cached: step.cached,
    startMs: millisecondsJson(step.startMs),
    durationMs: millisecondsJson(step.durationMs),
    containerId: step.containerId,
    imageId: step.imageId,
    output: step.output,
    error: step.error,
  };
}
