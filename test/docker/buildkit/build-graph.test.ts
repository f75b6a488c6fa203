import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BuildGraph } from '../../../src/docker/buildkit/build-graph.ts';
import { protobuf, protobufTime } from '../../builders/protobuf.ts';

/** Time of the build's first byte, in microseconds, and the daemon's clock at that moment: an hour ahead. */
const START = 1_795_509_792_000_000;
const DAEMON = START + 3_600_000_000;

interface VertexFields {
  readonly digest: string;
  readonly name?: string;
  readonly inputs?: readonly string[];
  readonly cached?: boolean;
  /** Milliseconds after the build's first byte, by the daemon's clock. */
  readonly started?: number;
  readonly completed?: number;
  readonly error?: string;
}

const time = (ms: number) => protobufTime(DAEMON + ms * 1000);

function vertex({ digest, name = '', inputs = [], cached = false, started, completed, error }: VertexFields) {
  return protobuf(
    [1, digest],
    ...inputs.map((input) => [2, input] as const),
    [3, name],
    [4, cached],
    ...(started === undefined ? [] : [[5, time(started)] as const]),
    ...(completed === undefined ? [] : [[6, time(completed)] as const]),
    ...(error === undefined ? [] : [[7, error] as const]),
  );
}

function log(digest: string, stream: number, text: string, at: number): Uint8Array {
  return protobuf([1, digest], [2, time(at)], [3, stream], [4, text]);
}

/** Gives the graph one message with these vertices, `ms` after the first byte by the capture's clock. */
function tell(graph: BuildGraph, ms: number, ...vertices: readonly VertexFields[]): void {
  graph.add(protobuf(...vertices.map((fields) => [1, vertex(fields)] as const)), START + ms * 1000);
}

describe('vertices', () => {
  test('what is told of one is put together, its times by the capture’s clock', () => {
    const graph = new BuildGraph();
    tell(graph, 5, { digest: 'sha256:a', name: '[1/2] FROM busybox', inputs: ['sha256:b'] });
    tell(graph, 10, { digest: 'sha256:a', name: '[1/2] FROM busybox', started: 10 });
    tell(graph, 31, { digest: 'sha256:a', name: '[1/2] FROM busybox', started: 10, completed: 30 });
    expect(graph.vertices(START)).toEqual([
      {
        digest: 'sha256:a',
        name: '[1/2] FROM busybox',
        inputs: ['sha256:b'],
        cached: false,
        intervals: [{ startMs: 10, endMs: 30 }],
        error: null,
        progress: [],
        stdoutBytes: 0,
        stderrBytes: 0,
      },
    ]);
  });

  test('it may run several times, and a new run ends one whose end was not told', () => {
    const graph = new BuildGraph();
    tell(graph, 10, { digest: 'a', started: 10 });
    tell(graph, 20, { digest: 'a', started: 20 });
    tell(graph, 40, { digest: 'a', started: 30, completed: 40 });
    expect(graph.vertices(START)[0]?.intervals).toEqual([
      { startMs: 10, endMs: 20 },
      { startMs: 20, endMs: 30 },
      { startMs: 30, endMs: 40 },
    ]);
  });

  test('in the order of their start; what starts at once by number; what has not started comes last', () => {
    const graph = new BuildGraph();
    tell(
      graph,
      50,
      { digest: '1', name: '[3/3] RUN c' },
      { digest: '2', name: '[2/3] RUN b', started: 20, completed: 20, cached: true },
      { digest: '3', name: '[1/3] RUN a', started: 20, completed: 20, cached: true },
      { digest: '4', name: 'first', started: 1, completed: 50 },
    );
    expect(graph.vertices(START).map(({ digest }) => digest)).toEqual(['4', '3', '2', '1']);
  });

  test('progress: the last of each id', () => {
    const graph = new BuildGraph();
    const status = (current: number, completed?: number) =>
      protobuf(
        [1, 'exporting layers'],
        [2, 'a'],
        [4, current],
        [5, 9],
        [6, time(current)],
        [7, time(1)],
        ...(completed === undefined ? [] : [[8, time(completed)] as const]),
      );
    graph.add(protobuf([2, status(3)]), START + 3000);
    graph.add(protobuf([2, status(9, 12)]), START + 13_000);
    expect(graph.vertices(START)[0]?.progress).toEqual([
      { id: 'exporting layers', current: 9, total: 9, startMs: 1, endMs: 12 },
    ]);
  });

  test('names that the exporter gave', () => {
    const graph = new BuildGraph();
    const naming = (name: string, ...done: readonly (readonly [number, Uint8Array])[]) =>
      protobuf([1, `naming to ${name}`], [2, 'e'], [7, time(1)], ...done);
    graph.add(protobuf([2, naming('web:1', [8, time(2)])], [2, naming('web:2')]), START + 9000);
    expect(graph.names).toEqual(['web:1']);
  });
});

describe('steps', () => {
  test('vertices with a number that were started, with what they printed', () => {
    const graph = new BuildGraph();
    tell(
      graph,
      100,
      { digest: 'i', name: '[internal] load build context', started: 1, completed: 2 },
      { digest: 'a', name: '[build 1/3] FROM busybox', started: 2, completed: 3, cached: true },
      { digest: 'b', name: '[build 2/3] RUN make', started: 4, completed: 100, error: 'exit code: 2' },
      { digest: 'c', name: '[build 3/3] RUN make install' },
    );
    graph.add(
      protobuf([3, log('b', 1, 'cc -c a.c\n', 50)], [3, log('b', 2, 'a.c:1: error\n', 60)]),
      START + 61_000,
    );
    expect(graph.steps(START)).toEqual([
      {
        number: 1,
        total: 3,
        stage: 'build',
        instruction: 'FROM busybox',
        cached: true,
        startMs: 2,
        durationMs: 1,
        containerId: null,
        imageId: null,
        quietMs: expect.any(Number),
        lastNewsMs: expect.any(Number),
        output: '',
        error: null,
      },
      {
        number: 2,
        total: 3,
        stage: 'build',
        instruction: 'RUN make',
        cached: false,
        startMs: 4,
        durationMs: 96,
        containerId: null,
        imageId: null,
        quietMs: expect.any(Number),
        lastNewsMs: expect.any(Number),
        output: 'cc -c a.c\na.c:1: error\n',
        error: 'exit code: 2',
      },
    ]);
    expect(graph.vertices(START)[2]).toMatchObject({ stdoutBytes: 10, stderrBytes: 13 });
    expect(graph.error).toBe('exit code: 2');
  });

  test('a step that goes on has no duration', () => {
    const graph = new BuildGraph();
    tell(graph, 10, { digest: 'a', name: '[1/1] RUN sleep', started: 5 });
    expect(graph.steps(START)[0]?.durationMs).toBeNull();
  });

  test('what many steps print is bounded, the newest is kept', () => {
    const graph = new BuildGraph();
    const line = `${'x'.repeat(99_999)}\n`;
    for (let step = 0; step < 300; step += 1) {
      tell(graph, step, { digest: `${step}`, name: `[1/1] RUN ${step}`, started: step });
      graph.add(protobuf([3, log(`${step}`, 1, line, step)]), START + step * 1000);
    }
    const kept = graph.steps(START).map(({ output }) => output.length);
    expect(kept.reduce((sum, length) => sum + length, 0)).toBeLessThan(20 << 20);
    expect(kept[0]).toBeLessThan(100);
    expect(kept.at(-1)).toBeGreaterThan(60_000);
  });
});

test('warnings, with the lines they are about', () => {
  const graph = new BuildGraph();
  const range = protobuf([1, protobuf([1, 2])], [2, protobuf([1, 2])]);
  const warning = protobuf(
    [1, 'a'],
    [2, 1],
    [3, 'JSONArgsRecommended'],
    [4, 'use a list'],
    [5, 'https://docs.docker.com/go/x'],
    [6, protobuf([1, 'Dockerfile'], [2, 'FROM a\nCMD run\n'])],
    [7, range],
  );
  graph.add(protobuf([4, warning]), START);
  expect(graph.warnings).toEqual([
    {
      vertex: 'a',
      level: 1,
      text: 'JSONArgsRecommended',
      detail: ['use a list'],
      url: 'https://docs.docker.com/go/x',
      source: { file: 'Dockerfile', first: 2, last: 2, text: 'CMD run' },
    },
  ]);
});

test('more vertices than any build has are not kept', () => {
  const graph = new BuildGraph();
  const many = Array.from({ length: 6000 }, (_, index) => [1, protobuf([1, `${index}`])] as const);
  graph.add(protobuf(...many), START);
  expect(graph.vertices(START)).toHaveLength(5000);
});

test('no bytes whatever make it throw', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (messages) => {
      const graph = new BuildGraph();
      for (const bytes of messages) graph.add(bytes, START);
      graph.steps(START);
      graph.vertices(START);
    }),
    { numRuns: 200 },
  );
});
