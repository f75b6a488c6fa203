// What of a daemon's JSON answers is kept: texts of bounded length, whatever else was sent.
import type { ProbedBridge, ProbedInfo, ProbedVersion } from '../model/daemon-probe.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Null where the text is no JSON object. */
export function jsonObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Of `GET /version`. */
export function versionFacts(answer: JsonObject): ProbedVersion {
  const system = textOf(answer, 'Os');
  const architecture = textOf(answer, 'Arch');
  return {
    version: textOf(answer, 'Version'),
    apiVersion: textOf(answer, 'ApiVersion'),
    minApiVersion: textOf(answer, 'MinAPIVersion'),
    platform: system === null || architecture === null ? null : `${system}/${architecture}`,
  };
}

/** Of `GET /info`. */
export function infoFacts(answer: JsonObject): ProbedInfo {
  return {
    id: textOf(answer, 'ID'),
    name: textOf(answer, 'Name'),
    storageDriver: textOf(answer, 'Driver'),
    backingFilesystem: driverStatus(answer, 'Backing Filesystem'),
    rootFolder: textOf(answer, 'DockerRootDir'),
    operatingSystem: textOf(answer, 'OperatingSystem'),
    registryMirrors: listOf(asObject(answer.RegistryConfig) ?? {}, 'Mirrors').flatMap((mirror) =>
      typeof mirror === 'string' ? [bounded(mirror)] : [],
    ),
  };
}

/** What a bridge without an option has (moby, libnetwork/drivers/bridge). */
const DEFAULT_MTU = 1500;

/** Of `GET /networks/bridge`; null for an answer that is about no bridge. */
export function bridgeFacts(answer: JsonObject): ProbedBridge | null {
  if (textOf(answer, 'Driver') !== 'bridge') return null;
  const option = textOf(asObject(answer.Options) ?? {}, 'com.docker.network.driver.mtu');
  const mtu = Number(option);
  // 0 leaves the choice to the daemon.
  return { mtu: option !== null && Number.isInteger(mtu) && mtu > 0 ? mtu : DEFAULT_MTU };
}

/** `DriverStatus` is a list of pairs. */
function driverStatus(answer: JsonObject, name: string): string | null {
  const pair = listOf(answer, 'DriverStatus').find((one) => Array.isArray(one) && one[0] === name);
  const value: unknown = Array.isArray(pair) ? pair[1] : null;
  return typeof value === 'string' ? bounded(value) : null;
}

const MAX_TEXT = 500;
const MAX_LENGTH = 50;

function textOf(object: JsonObject, name: string): string | null {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? bounded(value) : null;
}

function listOf(object: JsonObject, name: string): readonly unknown[] {
  const value = object[name];
  return Array.isArray(value) ? value.slice(0, MAX_LENGTH) : [];
}

function bounded(text: string): string {
  return text.slice(0, MAX_TEXT);
}

function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}
