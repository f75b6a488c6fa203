import type { Build, BuildStep } from '../../model/build.ts';
import { Secret } from '../../model/secret.ts';
import { contextSources, copiedFiles } from '../../views/view-model/copied-files.ts';
import { dockerfileInstructions } from '../../views/view-model/dockerfile-instructions.ts';
import { isFrom } from '../steps.ts';
import { type FileChange, fileChanges } from './file-changes.ts';

/** Why a step could not come from the cache. Texts are as captured: not safe to print. */
export type RebuildCause =
  | { readonly kind: 'no-cache' }
  | { readonly kind: 'instruction'; readonly before: string; readonly after: string }
  /** Names only. */
  | { readonly kind: 'build-arg'; readonly names: readonly string[] }
  | { readonly kind: 'files'; readonly changes: readonly FileChange[]; readonly total: number }
  /** Ids or digests where they were told. */
  | {
      readonly kind: 'base-image';
      readonly image: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly kind: 'cache-import'; readonly source: string; readonly error: string }
  /** The builder knows nothing of the builds before. */
  | { readonly kind: 'new-builder' }
  | { readonly kind: 'unknown' };

/** The first step that was not taken from the cache; null where all were. A FROM builds nothing. */
export function firstMiss({ steps }: Build): BuildStep | null {
  // Those of BuildKit are in the order of their start, and what is cached starts before what is not.
  const from = steps.findIndex(isFrom);
  return steps.find((step, index) => index > from && !isFrom(step) && !step.cached) ?? null;
}

/** The step of the other build in the same place. */
export function sameStep({ steps }: Build, { stage, number }: BuildStep): BuildStep | null {
  return steps.find((step) => step.stage === stage && step.number === number) ?? null;
}

/** Why `step` of `after` was built, in the light of `before`; what is certain before what is left over. */
export function rebuildCause(before: Build, after: Build, step: BuildStep): RebuildCause {
  if (after.noCache) return { kind: 'no-cache' };
  return (
    movedBase(before, after, step) ??
    changedInstruction(before, after, step) ??
    changedFiles(before, after, step) ??
    failedImport(after) ??
    emptyCache(after, step) ?? { kind: 'unknown' }
  );
}

/** Only of the FROM right before it: a step in the middle has lost its cache for another reason. */
function movedBase(before: Build, after: Build, step: BuildStep): RebuildCause | null {
  const from = fromOf(after, step);
  const earlier = from === null ? null : sameStep(before, from);
  if (from === null || earlier === null || !isFrom(earlier)) return null;
  if (after.steps.some((other) => other.stage === step.stage && other.cached && !isFrom(other))) return null;
  const image = imageOf(from);
  if (nameOf(image) !== nameOf(imageOf(earlier))) {
    return { kind: 'instruction', before: earlier.instruction, after: from.instruction };
  }
  const [old, now] = [digestOf(earlier), digestOf(from)];
  return old === null || now === null || old === now
    ? null
    : { kind: 'base-image', image: nameOf(image), before: old, after: now };
}

function fromOf(build: Build, step: BuildStep): BuildStep | null {
  const froms = build.steps.filter(
    (one) => isFrom(one) && one.stage === step.stage && one.number < step.number,
  );
  return froms.at(-1) ?? null;
}

function imageOf({ instruction }: BuildStep): string {
  return /^from\s+(?:--\S+\s+)*(\S+)/i.exec(instruction)?.[1] ?? '';
}

function nameOf(image: string): string {
  return image.replace(/@.*$/, '');
}

/** BuildKit shows the digest of an image in a registry, the classic builder the id of every image. */
function digestOf(from: BuildStep): string | null {
  return /@(\S+)/.exec(imageOf(from))?.[1] ?? from.imageId;
}

function changedInstruction(before: Build, after: Build, step: BuildStep): RebuildCause | null {
  const earlier = sameStep(before, step);
  const changed = changedArgs(before, after);
  const written = writtenAs(after, step) ?? writtenAs(before, step);
  const used = changed.filter((name) => isUsed(name, written ?? step.instruction));
  if (earlier !== null && earlier.instruction !== step.instruction) {
    // BuildKit shows a RUN with its build args in it.
    const sameText = written !== null && writtenAs(before, step) === writtenAs(after, step);
    if (changed.length > 0 && (sameText || after.dockerfile === null)) {
      return { kind: 'build-arg', names: used.length > 0 ? used : changed };
    }
    return { kind: 'instruction', before: earlier.instruction, after: step.instruction };
  }
  // Every build arg that is declared is in the environment of a RUN.
  if (changed.length > 0 && (used.length > 0 || /^(run|arg)\s/i.test(step.instruction))) {
    return { kind: 'build-arg', names: used.length > 0 ? used : changed };
  }
  return null;
}

/** The instruction in the Dockerfile, which is null where BuildKit had it already. */
function writtenAs({ dockerfile, steps }: Build, step: BuildStep): string | null {
  if (dockerfile === null) return null;
  const keyword = /^\S+/.exec(step.instruction)?.[0].toUpperCase();
  const alike = (text: string): boolean => /^\S+/.exec(text)?.[0].toUpperCase() === keyword;
  const index = steps
    .filter(({ instruction, stage }) => stage === step.stage && alike(instruction))
    .findIndex((one) => one.number === step.number);
  // The n-th of its keyword: BuildKit counts no ARG, ENV or LABEL among the steps.
  return (
    dockerfileInstructions(dockerfile.split(/\r?\n/)).filter(({ text }) => alike(text))[index]?.text ?? null
  );
}

function isUsed(name: string, instruction: string): boolean {
  return (
    instruction.includes(`$${name}`) ||
    instruction.includes(`\${${name}`) ||
    new RegExp(`^arg\\s+${literal(name)}\\b`, 'i').test(instruction)
  );
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Names of build args that were added, left out, or have another value; secret ones are compared unseen. */
export function changedArgs(before: Build, after: Build): readonly string[] {
  const names = new Set([...Object.keys(before.buildArgs), ...Object.keys(after.buildArgs)]);
  return [...names].filter((name) => !isSame(before.buildArgs[name], after.buildArgs[name])).sort();
}

type Value = Build['buildArgs'][string] | undefined;

function isSame(one: Value, other: Value): boolean {
  return one instanceof Secret && other instanceof Secret ? one.equals(other) : one === other;
}

function changedFiles(before: Build, after: Build, step: BuildStep): RebuildCause | null {
  if (before.context === null || after.context === null) return null;
  const sources = contextSources(step.instruction);
  const now = copiedFiles(after.context.entries, sources);
  const changes = fileChanges(copiedFiles(before.context.entries, sources), now);
  const total = [...now.values()].filter(({ type }) => type !== 'directory').length;
  return changes.length === 0 ? null : { kind: 'files', changes, total };
}

function failedImport({ buildkit }: Build): RebuildCause | null {
  for (const { name, error } of buildkit?.vertices ?? []) {
    const source = /^importing cache manifest from (.+)$/.exec(name)?.[1];
    if (source !== undefined && error !== null) return { kind: 'cache-import', source, error };
  }
  return null;
}

/** Nothing changed, and yet not one step came from the cache. */
function emptyCache(after: Build, step: BuildStep): RebuildCause | null {
  if (after.steps.some((other) => other.cached && !isFrom(other))) return null;
  const files = (after.context?.entries ?? []).filter(({ type, size }) => type === 'file' && size > 0);
  const isBuildKit = after.builder === 'buildkit' && files.length > 0;
  // A builder that asks for no file again was there before, so that only what it stands on can be another.
  if (isBuildKit && files.every(({ sent }) => sent === false)) {
    const from = fromOf(after, step);
    return from === null
      ? null
      : { kind: 'base-image', image: nameOf(imageOf(from)), before: null, after: null };
  }
  return { kind: 'new-builder' };
}
