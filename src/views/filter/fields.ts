import { receivedBytes, sentBytes } from '../view-model/exchange-row.ts';
import { hasChoices, isChoices, statusChoices } from './choices.ts';
import { exchangeTexts } from './exchange-texts.ts';
import {
  clientValues,
  containerValues,
  credentials,
  errorValues,
  fileValues,
  grpcValues,
  headerValues,
  hostValues,
  known,
  operationValues,
  queryValues,
  registryValues,
  tagValues,
  withoutPort,
} from './exchange-values.ts';
import { type ChoiceField, type Field, isPresent, type TextField, type ValueField } from './field.ts';
import { versionNumber } from './literals.ts';

/** The field that a word without one is looked for in. */
export const anyField: TextField = {
  name: 'any',
  type: 'text',
  description: 'every text of it; a word without a field is looked for here',
  example: 'any matches "AKIA[0-9A-Z]{16}"',
  values: exchangeTexts,
};

const valueFields: readonly ValueField[] = [
  // what it is
  {
    name: 'op',
    aliases: ['operation'],
    type: 'text',
    description: "the operation's id in the Engine API, and the CLI's word for it",
    example: 'op == build or op == ImagePush',
    values: operationValues,
  },
  {
    name: 'summary',
    type: 'text',
    description: 'the line that the list shows',
    example: 'summary contains "build web"',
    values: ({ summary }) => [summary],
  },
  anyField,
  {
    name: 'id',
    type: 'number',
    description: 'number of the exchange, as in the exports',
    example: 'id in {2, 10..20}',
    values: ({ id }) => [id],
  },
  {
    name: 'conn',
    aliases: ['connection'],
    type: 'number',
    description: 'number of its connection',
    example: 'conn == 3',
    values: ({ connection }) => [connection],
  },
  {
    name: 'stream',
    type: 'number',
    description: 'HTTP/2 stream id',
    example: 'has stream',
    values: ({ stream }) => known(stream),
  },
  {
    name: 'time',
    type: 'time',
    description: 'when it began; UTC unless an offset is given',
    example: 'time >= 2026-11-24T10:31:02Z',
    values: ({ request, response }) => known(request?.time ?? response?.time),
  },
  // how it went
  {
    name: 'status',
    type: 'number',
    description: 'status of the response, or how it went as a word',
    example: 'status != ok and not status in {300..399}',
    values: ({ response }) => known(response?.status),
    choices: statusChoices,
  },
  {
    name: 'error',
    type: 'text',
    description: 'messages of what went wrong: of the daemon, of a step, inside a stream',
    example: 'error contains "no space left"',
    values: errorValues,
  },
  {
    name: 'duration',
    aliases: ['took'],
    type: 'duration',
    description: 'from its first byte to its last',
    example: 'duration > 1.5s',
    values: ({ timing }) => known(timing.totalMs),
  },
  {
    name: 'bytes',
    type: 'size',
    description: 'bodies and hijacked streams of both directions together',
    example: 'bytes >= 1GB',
    values: (exchange) => [sentBytes(exchange) + receivedBytes(exchange)],
  },
  {
    name: 'up',
    type: 'size',
    description: 'body bytes to the daemon',
    example: 'up > 10MB',
    values: (exchange) => [sentBytes(exchange)],
  },
  {
    name: 'down',
    type: 'size',
    description: 'body bytes from the daemon',
    example: 'down > 512KiB',
    values: (exchange) => [receivedBytes(exchange)],
  },
  {
    name: 'gap',
    type: 'size',
    description: 'bytes that are missing, one value for each gap',
    example: 'gap > 100kB',
    values: ({ gaps }) => gaps.map(({ missing }) => missing),
  },
  {
    name: 'issue',
    type: 'text',
    description: 'codes of its issues, see issues.md',
    example: 'issue contains http1/',
    values: ({ issues }) => issues.map(({ code }) => code),
  },
  // HTTP
  {
    name: 'method',
    type: 'text',
    description: 'method of the request',
    example: 'method in {POST PUT DELETE}',
    values: ({ request }) => known(request?.method),
  },
  {
    name: 'path',
    type: 'text',
    description: 'path without version and query',
    example: 'path matches ^/containers/.*/archive$',
    values: ({ request }) => known(request?.path),
  },
  {
    name: 'target',
    type: 'text',
    description: 'request target as sent',
    example: 'target contains "nocache=1"',
    values: ({ request }) => known(request?.target.toString()),
  },
  {
    name: 'query',
    type: 'text',
    description: 'parameters as `name=value`, decoded',
    example: "query == 't=web:latest'",
    values: queryValues,
  },
  {
    name: 'version',
    type: 'version',
    description: 'version of the API that was asked for',
    example: 'version < 1.24',
    values: ({ request }) => known(versionNumber(request?.apiVersion ?? '')),
  },
  {
    name: 'header',
    type: 'text',
    description: 'headers of both messages as `Name: value`, without the values that are secret',
    example: 'header contains "Upgrade:"',
    values: headerValues,
  },
  {
    name: 'media',
    type: 'text',
    description: 'media types of the two bodies',
    example: 'media == application/x-tar',
    values: ({ request, response }) => known(request?.body.mediaType, response?.body.mediaType),
  },
  {
    name: 'grpc',
    type: 'text',
    description: 'gRPC service and method',
    example: 'grpc contains DiffCopy',
    values: grpcValues,
  },
  // who
  {
    name: 'client',
    type: 'text',
    description: 'who asked: the program, with its version, and its address',
    example: "client == compose or client == '172.17.0.1'",
    values: clientValues,
  },
  {
    name: 'agent',
    type: 'text',
    description: 'User-Agent as sent',
    example: 'agent contains docker-sdk-python',
    values: ({ docker }) => known(docker.client?.userAgent),
  },
  {
    name: 'server',
    type: 'text',
    description: 'address that was asked',
    example: 'server contains :2375',
    values: ({ server }) => [server, withoutPort(server)],
  },
  {
    name: 'daemon',
    type: 'text',
    description: 'version of the daemon, as it says itself',
    example: 'daemon contains 20.10',
    values: ({ docker }) => known(docker.daemon?.version),
  },
  {
    name: 'host',
    type: 'text',
    description: 'either end without its port, or the Host header',
    example: 'host == 172.17.0.2',
    values: hostValues,
  },
  // Docker's things
  {
    name: 'image',
    type: 'text',
    description: 'images that it is about; of a container, its image',
    example: 'image contains alpine',
    values: ({ docker }) => docker.images,
  },
  {
    name: 'tag',
    type: 'text',
    description: 'names that an image was given by build, tag or commit',
    example: 'tag matches ^web:',
    values: tagValues,
  },
  {
    name: 'container',
    type: 'text',
    description: 'the container that it is about: name, id, short id',
    example: 'container == web or container matches ^3f2a',
    values: containerValues,
  },
  {
    name: 'registry',
    type: 'text',
    description: 'registries that an account was sent for, or that an image is named after',
    example: 'registry == registry.example.com',
    values: registryValues,
  },
  {
    name: 'user',
    type: 'text',
    description: 'names of the accounts that were sent',
    example: 'user == alice',
    values: (exchange) => credentials(exchange).flatMap(({ username }) => known(username)),
  },
  {
    name: 'file',
    type: 'text',
    description: 'paths in a build context or another archive',
    example: 'file matches "(^|/)[.]env$"',
    values: fileValues,
  },
  {
    name: 'dockerfile',
    type: 'text',
    description: 'text of the Dockerfile',
    example: 'dockerfile contains "FROM node"',
    values: ({ docker }) => known(docker.build?.dockerfile),
  },
  {
    name: 'step',
    type: 'text',
    description: "instructions of a build's steps",
    example: 'step contains "npm ci"',
    values: ({ docker }) => (docker.build?.steps ?? []).map(({ instruction }) => instruction),
  },
  {
    name: 'output',
    type: 'text',
    description: "what a build's steps printed",
    example: 'output contains EUSAGE',
    values: ({ docker }) => (docker.build?.steps ?? []).map(({ output }) => output),
  },
];

const choiceFields: readonly ChoiceField[] = [
  {
    name: 'is',
    type: 'choice',
    description: 'what it is and how it went; the operator may be left out',
    example: 'is build and not is cached',
    choices: isChoices,
  },
  {
    name: 'has',
    type: 'choice',
    description: 'what there is of it: one of these, or any field; the operator may be left out',
    example: 'has credentials and not has error',
    choices: [
      ...hasChoices,
      ...valueFields.map((field) => ({
        name: field.name,
        description: field.description,
        test: (exchange: Parameters<typeof isPresent>[1]) => isPresent(field, exchange),
      })),
    ],
  },
];

/** Every field, in the order of the documentation. */
export const fields: readonly Field[] = [...valueFields, ...choiceFields];

const byName = new Map(
  fields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field] as const)),
);

/** Case never matters in a filter. */
export function findField(name: string): Field | null {
  return byName.get(name.toLowerCase()) ?? null;
}

/** Names and aliases, for a guess at what was meant. */
export function fieldNames(): Iterable<string> {
  return byName.keys();
}
