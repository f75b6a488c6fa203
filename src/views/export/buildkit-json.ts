import type {
  AskedSecret,
  BuildKitFacts,
  BuildKitSession,
  BuildOutput,
  BuildVertex,
  BuildWarning,
  SourceLines,
  TypeAndAttributes,
} from '../../model/buildkit.ts';
import type { Secret } from '../../model/secret.ts';
import { entryJson } from './archive-json.ts';
import { millisecondsJson, timeJson } from './scalar-json.ts';
import type { SecretText } from './secret-text.ts';

export function buildkitJson(facts: BuildKitFacts, secretText: SecretText): object {
  const typesJson = (list: readonly TypeAndAttributes[]) =>
    list.map(({ type, attributes }) => ({ type, attributes: textsJson(attributes, secretText) }));
  return {
    ref: facts.ref,
    session: facts.session === null ? null : sessionJson(facts.session),
    exchanges: { ...facts.exchanges },
    frontend: facts.frontend,
    frontendOptions: textsJson(facts.frontendOptions, secretText),
    exporters: typesJson(facts.exporters),
    exporterResponse: facts.exporterResponse,
    cacheImports: typesJson(facts.cacheImports),
    cacheExports: typesJson(facts.cacheExports),
    entitlements: facts.entitlements,
    vertices: facts.vertices.map(vertexJson),
    warnings: facts.warnings.map(warningJson),
    errorSource: sourceJson(facts.errorSource),
    directories: facts.directories.map((directory) => ({ ...directory })),
    secrets: facts.secrets.map((secret) => secretJson(secret, secretText)),
    ssh: facts.ssh.map((agent) => ({ ...agent })),
    outputs: facts.outputs.map(outputJson),
    listedFiles: facts.listedFiles,
    listedBytes: facts.listedBytes,
    sentFiles: facts.sentFiles,
    sentBytes: facts.sentBytes,
  };
}

export function sessionJson({ id, name, sharedKey, methods }: BuildKitSession): object {
  return { id, name, sharedKey, methods };
}

function textsJson(texts: Readonly<Record<string, string | Secret>>, secretText: SecretText): object {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, secretText(value)]));
}

function vertexJson(vertex: BuildVertex): object {
  return {
    digest: vertex.digest,
    name: vertex.name,
    inputs: vertex.inputs,
    cached: vertex.cached,
    intervals: vertex.intervals.map(rangeJson),
    error: vertex.error,
    progress: vertex.progress.map(({ id, current, total, ...range }) => ({
      id,
      current,
      total,
      ...rangeJson(range),
    })),
    stdoutBytes: vertex.stdoutBytes,
    stderrBytes: vertex.stderrBytes,
  };
}

function rangeJson({ startMs, endMs }: { readonly startMs: number | null; readonly endMs: number | null }) {
  return { startMs: millisecondsJson(startMs), endMs: millisecondsJson(endMs) };
}

function warningJson({ vertex, level, text, detail, url, source }: BuildWarning): object {
  return { vertex, level, text, detail, url, source: sourceJson(source) };
}

function sourceJson(source: SourceLines | null): object | null {
  return source === null ? null : { ...source };
}

function secretJson({ id, exchange, found, size, value }: AskedSecret, secretText: SecretText): object {
  return { id, exchange, found, size, value: value === null ? null : secretText(value) };
}

function outputJson({ exchange, format, bytes, sha256, entries, time }: BuildOutput): object {
  return { exchange, format, bytes, sha256, entries: entries.map(entryJson), time: timeJson(time) };
}
