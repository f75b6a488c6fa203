import type { Build } from '../../model/build.ts';
import type { Exchange } from '../../model/exchange.ts';
import { accountWords } from '../view-model/exchange-facts.ts';
import { operationWords } from '../view-model/exchange-row.ts';
import { safeLines, safeText } from '../view-model/safe-text.ts';
import { exchangeStatus, type Status } from '../view-model/status.ts';
import { type ContextPart, contextPart } from './context-part.ts';
import { type DockerfilePart, dockerfilePart } from './dockerfile-part.ts';
import { cut } from './exchanges-part.ts';
import { type StepsPart, stepsPart } from './steps-part.ts';

/** One build, as a section of the report. Texts are safe to print. */
export interface BuildPart {
  /** Of the exchange that carries it. */
  readonly id: number;
  readonly title: string;
  readonly status: Status;
  readonly builder: Build['builder'];
  readonly tookMs: number | null;
  /** The builder's own message; empty where a step's row says as much: such a message repeats its command. */
  readonly error: readonly string[];
  /** Name and value of each option that was set. */
  readonly options: readonly (readonly [name: string, value: string])[];
  readonly steps: StepsPart | null;
  readonly dockerfile: DockerfilePart | null;
  readonly context: ContextPart | null;
  readonly warnings: readonly string[];
}

const MOST_OPTIONS = 40;
const LONGEST_VALUE = 400;
const MOST_ERROR_LINES = 12;
const MOST_WARNINGS = 20;

export function buildPart(exchange: Exchange, build: Build): BuildPart {
  const error = build.error ?? exchange.docker.error;
  const steps = stepsPart(build);
  return {
    id: exchange.id,
    title: cut(operationWords(exchange), LONGEST_VALUE),
    status: exchangeStatus(exchange),
    builder: build.builder,
    tookMs: exchange.timing.totalMs,
    error: error === null || failedAtStep(steps) ? [] : errorLines(error.message),
    options: options(build).slice(0, MOST_OPTIONS),
    steps,
    dockerfile: dockerfilePart(build),
    context: contextPart(build),
    warnings: (build.buildkit?.warnings ?? []).slice(0, MOST_WARNINGS).map(({ text, source }) => {
      const place = source === null ? '' : `${safeText(source.file)}:${source.first}: `;
      return cut(place + safeText(text), LONGEST_VALUE);
    }),
  };
}

function failedAtStep(steps: StepsPart | null): boolean {
  return steps?.rows.some(({ state, kind }) => state === 'failed' && kind === 'step') === true;
}

function errorLines(message: string): readonly string[] {
  const lines = safeLines(message).slice(0, MOST_ERROR_LINES);
  return lines.map((line) => cut(line, LONGEST_VALUE));
}

function options(build: Build): readonly (readonly [string, string])[] {
  const rows: [string, string][] = [];
  const add = (name: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined && value !== '') {
      rows.push([name, cut(safeText(value), LONGEST_VALUE)]);
    }
  };
  add('tags', build.tags.join(', '));
  add('tagged as', build.taggedAs.filter((name) => !build.tags.includes(name)).join(', '));
  add('image', build.imageId);
  add('target', build.target);
  add('platform', build.platform);
  add('context from', build.remote?.toString());
  add(
    'cache',
    [build.noCache ? 'not used' : '', ...build.cacheFrom.map((name) => `from ${name}`)]
      .filter(Boolean)
      .join(', '),
  );
  add('base images', build.pull ? 'pulled again' : null);
  add('network', build.networkMode === 'default' ? null : build.networkMode);
  for (const [name, value] of Object.entries(build.buildArgs)) {
    // A secret shows its mask.
    add('build arg', value === null ? name : `${name}=${value}`);
  }
  for (const [name, value] of Object.entries(build.limits)) add(name, value);
  for (const { id, found } of build.buildkit?.secrets ?? []) {
    add('secret', found === false ? `${id} (the client has none of that name)` : id);
  }
  for (const { id } of build.buildkit?.ssh ?? []) add('SSH agent', id);
  add(
    'logins sent',
    build.registries
      .filter(({ secret }) => secret !== null)
      .map(accountWords)
      .join(', '),
  );
  return rows;
}
