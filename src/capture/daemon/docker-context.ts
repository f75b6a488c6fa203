import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Machine } from './machine.ts';

/** What `docker context use` chose. */
export interface ChosenContext {
  readonly name: string;
  /** Where that was read: a variable or a file, for a person. */
  readonly chosenBy: string;
}

/** A docker context as the docker CLI keeps it (cli/context/store). */
export interface DockerContext {
  /** As `DOCKER_HOST` would have it. */
  readonly host: string;
  /** Holds ca.pem, cert.pem and key.pem; null where it has no TLS. */
  readonly tlsFolder: string | null;
  readonly skipsVerify: boolean;
  readonly file: string;
}

/** The context that stands for variables and default sockets. */
const DEFAULT_CONTEXT = 'default';

/** `$DOCKER_CONFIG`, or `~/.docker`. */
export function configFolder({ env, home }: Machine): string {
  return env.DOCKER_CONFIG || join(home, '.docker');
}

/** Null for the default one. */
export function chosenContext(machine: Machine): ChosenContext | null {
  const { env } = machine;
  if (env.DOCKER_CONTEXT) return named(env.DOCKER_CONTEXT, 'DOCKER_CONTEXT');
  const file = join(configFolder(machine), 'config.json');
  const current = textField(parsed(machine.read(file)), 'currentContext');
  return current === null ? null : named(current, `currentContext in ${file}`);
}

function named(name: string, chosenBy: string): ChosenContext | null {
  return name === DEFAULT_CONTEXT ? null : { name, chosenBy };
}

/** Null where there is no such context, or its file is damaged. */
export function readContext(name: string, machine: Machine): DockerContext | null {
  const contexts = join(configFolder(machine), 'contexts');
  // Folders are named by digest, since a context's name may be any text (cli/context/store, contextdir).
  const folder = createHash('sha256').update(name).digest('hex');
  const file = join(contexts, 'meta', folder, 'meta.json');
  const endpoint = objectField(objectField(parsed(machine.read(file)), 'Endpoints'), 'docker');
  const host = textField(endpoint, 'Host');
  if (host === null) return null;
  const tlsFolder = join(contexts, 'tls', folder, 'docker');
  const hasTls = ['ca.pem', 'cert.pem', 'key.pem'].some((pem) => machine.isFilled(join(tlsFolder, pem)));
  return {
    host,
    tlsFolder: hasTls ? tlsFolder : null,
    skipsVerify: endpoint?.SkipTLSVerify === true,
    file,
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parsed(text: string | null): JsonObject | null {
  if (text === null) return null;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function objectField(object: JsonObject | null, name: string): JsonObject | null {
  return asObject(object?.[name]);
}

function textField(object: JsonObject | null, name: string): string | null {
  const value = object?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : null;
}
