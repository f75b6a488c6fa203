import type { Build } from '../../model/build.ts';
import type { DockerFacts } from '../../model/docker-facts.ts';
import type { Exchange } from '../../model/exchange.ts';
import {
  clientValues,
  containerValues,
  credentials,
  errorValues,
  fileValues,
  headerValues,
  known,
  operationValues,
  queryValues,
} from './exchange-values.ts';

/** Every text of an exchange, for a search of everything. Secrets are in none of them. */
export function exchangeTexts(exchange: Exchange): readonly string[] {
  const { request, response, docker, issues } = exchange;
  return [
    exchange.summary,
    ...operationValues(exchange),
    ...clientValues(exchange),
    exchange.server,
    ...known(request?.method, request?.target.toString(), request?.path, request?.apiVersion),
    ...queryValues(exchange),
    ...(response === null ? [] : [String(response.status), response.reason]),
    ...headerValues(exchange),
    ...containerValues(exchange),
    ...docker.images,
    ...credentials(exchange).flatMap(({ server, username }) => known(server, username)),
    ...errorValues(exchange),
    ...fileValues(exchange),
    ...(docker.build === null ? [] : buildTexts(docker.build)),
    ...streamTexts(docker),
    ...issues.flatMap(({ code, message }) => [code, message]),
  ];
}

function buildTexts(build: Build): readonly string[] {
  const pairs = [...Object.entries(build.buildArgs), ...Object.entries(build.labels)];
  return [
    ...known(build.dockerfile, build.target, build.platform, build.networkMode, build.imageId),
    ...known(build.remote?.toString()),
    ...build.taggedAs,
    ...build.cacheFrom,
    ...pairs.map(([name, value]) => `${name}=${value ?? ''}`),
    ...build.steps.flatMap((step) => [
      step.instruction,
      step.output,
      ...known(step.containerId, step.imageId),
    ]),
  ];
}

function streamTexts({ progress, events, archive, daemon }: DockerFacts): readonly string[] {
  return [
    ...(progress?.messages ?? []),
    ...(progress?.layers ?? []).flatMap(({ id, status }) => [id, status]),
    ...(events?.rows ?? []).map(({ text }) => text),
    ...known(archive?.stat?.name, daemon?.version),
  ];
}
