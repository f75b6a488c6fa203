import { exchangeStatus, isFailure } from '../view-model/status.ts';
import { credentials, grpcValues } from './exchange-values.ts';
import type { Choice } from './field.ts';

/** What `is slow` means, in milliseconds: longer than a person waits without wondering. */
const SLOW_MS = 1000;

const isOk: Choice = {
  name: 'ok',
  description: 'it was done, or the client had enough of something that never ends',
  test: (exchange) => {
    const { sign } = exchangeStatus(exchange);
    return (sign === 'ok' || sign === 'quiet') && !isFailure(exchange);
  },
};

/** How an exchange went, as words: for `status` and for `is`. */
export const statusChoices: readonly Choice[] = [
  { name: 'error', description: 'it was refused, or Docker could not do it', test: isFailure },
  isOk,
  {
    name: 'open',
    description: 'it still went on when the capture ended',
    test: ({ state }) => state === 'open',
  },
  {
    name: 'aborted',
    description: 'the connection was reset or closed early',
    test: ({ state }) => state === 'aborted',
  },
  {
    name: 'incomplete',
    description: 'bytes of it are missing from the capture',
    test: ({ state }) => state === 'incomplete',
  },
];

export const isChoices: readonly Choice[] = [
  ...statusChoices,
  {
    name: 'complete',
    description: 'both messages ended as they should',
    test: ({ state }) => state === 'complete',
  },
  {
    name: 'build',
    description: 'a docker build, whichever builder made it',
    test: ({ docker }) => docker.build !== null,
  },
  {
    name: 'classic',
    description: 'a build of the classic builder',
    test: ({ docker }) => docker.build?.builder === 'classic',
  },
  {
    name: 'buildkit',
    description: 'a build of BuildKit, or a call that belongs to one',
    test: (exchange) =>
      exchange.docker.build?.builder === 'buildkit' ||
      exchange.operation === 'Session' ||
      exchange.operation === 'Grpc' ||
      grpcValues(exchange).length > 0,
  },
  {
    name: 'cached',
    description: 'a build with a step that came from the cache',
    test: ({ docker }) => docker.build?.steps.some(({ cached }) => cached) ?? false,
  },
  { name: 'hijack', description: 'its connection left HTTP', test: ({ hijack }) => hijack !== null },
  {
    name: 'slow',
    description: 'it took longer than a second',
    test: ({ timing }) => timing.totalMs !== null && timing.totalMs > SLOW_MS,
  },
];

/** Things that an exchange may have and that are no field; `has` takes the name of any field as well. */
export const hasChoices: readonly Choice[] = [
  {
    name: 'archive',
    description: 'a tar that is no build context',
    test: ({ docker }) => docker.archive !== null,
  },
  {
    name: 'build',
    description: 'what a docker build is made of',
    test: ({ docker }) => docker.build !== null,
  },
  {
    name: 'context',
    description: 'a build context',
    test: ({ docker }) => (docker.build?.context ?? null) !== null,
  },
  {
    name: 'credentials',
    description: 'an account of a registry',
    test: (exchange) => credentials(exchange).length > 0,
  },
  { name: 'events', description: 'rows of events or stats', test: ({ docker }) => docker.events !== null },
  { name: 'hijack', description: 'bytes after HTTP', test: ({ hijack }) => hijack !== null },
  {
    name: 'progress',
    description: 'progress of a pull, push or load',
    test: ({ docker }) => docker.progress !== null,
  },
  { name: 'request', description: 'a request in the capture', test: ({ request }) => request !== null },
  { name: 'response', description: 'a response in the capture', test: ({ response }) => response !== null },
  {
    name: 'streams',
    description: "Docker's stdin, stdout or stderr",
    test: ({ hijack, docker }) => (hijack?.streams ?? docker.streams) !== null,
  },
];
