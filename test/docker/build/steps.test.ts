import { describe, expect, test } from 'vitest';
import { Steps } from '../../../src/docker/build/steps.ts';

/** One text a millisecond, from 1 ms after the request began. */
function steps(...texts: readonly string[]): Steps {
  const result = new Steps(5_000_000);
  for (const [index, text] of texts.entries()) result.add(text, 5_000_000 + 1000 * (index + 1));
  return result;
}

const nothing = {
  stage: null,
  cached: false,
  containerId: null,
  imageId: null,
  quietMs: expect.any(Number),
  lastNewsMs: expect.any(Number),
  output: '',
  error: null,
};

describe('Steps', () => {
  test('as the daemon writes them', () => {
    const built = steps(
      'Step 1/3 : FROM busybox', // 1 ms
      '\n',
      ' ---> 3543f62d713d\n',
      'Step 2/3 : RUN ls; ls /nowhere >&2; true', // 4 ms
      '\n',
      ' ---> Running in 8d99e90ff31b\n',
      'bin\n',
      '\x1b[91mls: /nowhere\n\x1b[0m',
      'Removing intermediate container 8d99e90ff31b\n',
      ' ---> 99cabc9b8eb9\n',
      'Step 3/3 : LABEL a=b', // 11 ms
      '\n',
      ' ---> Using cache\n',
      ' ---> f882a0bf280e\n', // 14 ms
      'Successfully built f882a0bf280e\n',
      'Successfully tagged web:1\n',
      'Successfully tagged web:latest\n',
    );
    expect(built.steps()).toEqual([
      {
        ...nothing,
        number: 1,
        total: 3,
        instruction: 'FROM busybox',
        startMs: 1,
        durationMs: 3,
        imageId: '3543f62d713d',
      },
      {
        ...nothing,
        number: 2,
        total: 3,
        instruction: 'RUN ls; ls /nowhere >&2; true',
        startMs: 4,
        durationMs: 7,
        containerId: '8d99e90ff31b',
        imageId: '99cabc9b8eb9',
        output: 'bin\n\x1b[91mls: /nowhere\n\x1b[0m',
      },
      {
        ...nothing,
        number: 3,
        total: 3,
        instruction: 'LABEL a=b',
        startMs: 11,
        durationMs: 3,
        cached: true,
        imageId: 'f882a0bf280e',
      },
    ]);
    expect(built.builtId).toBe('f882a0bf280e');
    expect(built.taggedAs).toEqual(['web:1', 'web:latest']);
  });

  const output = (...texts: readonly string[]) =>
    steps('Step 1/9 : RUN x', '\n', ' ---> Running in 8d99e90ff31b\n', ...texts)
      .steps()
      .map((step) => step.output);

  test.each([
    ['pieces without lines', ['a', 'b\nc'], ['ab\nc']],
    ['carriage returns', ['10%\r20%\r\n'], ['10%\r20%\r\n']],
    ["the builder's line behind an unfinished one", ['no newline', ' ---> 99cabc9b8eb9\n'], ['no newline']],
    [
      "the builder's line behind a reset of colours",
      ['\x1b[91me\n\x1b[0mRemoving intermediate container 8d99e90ff31b\n'],
      ['\x1b[91me\n\x1b[0m'],
    ],
    [
      'a build inside the build',
      ['Step 1/4 : FROM y\n', ' ---> Running in aaaaaaaaaaaa\n', 'Successfully built aaaaaaaaaaaa\n'],
      ['Step 1/4 : FROM y\n ---> Running in aaaaaaaaaaaa\nSuccessfully built aaaaaaaaaaaa\n'],
    ],
    [
      "lines like the builder's among others",
      ['one\n ---> deadbeef1234\nStep 2/8 : FAKE\nSuccessfully built 0123456789ab\nend\n'],
      ['one\n ---> deadbeef1234\nStep 2/8 : FAKE\nSuccessfully built 0123456789ab\nend\n'],
    ],
    ['a warning', [' ---> [Warning] x\n'], [' ---> [Warning] x\n']],
  ])('output: %s', (_, texts, outputs) => {
    expect(output(...texts)).toEqual(outputs);
  });

  test.each([
    ['in values of its own', ['Step 1/1 : RUN <<E\nls\nE', '\n', 'out\n']],
    ['with its newline', ['Step 1/1 : RUN <<E\nls\nE\n', 'out\n']],
    ["with the builder's next line", ['Step 1/1 : RUN <<E\nls\nE\n ---> Running in 8d99e90ff31b\n', 'out\n']],
  ])('an instruction of several lines, %s', (_, texts) => {
    expect(steps(...texts).steps()).toMatchObject([{ instruction: 'RUN <<E\nls\nE', output: 'out\n' }]);
  });

  test('a failed step has the error and ends with it', () => {
    const failed = steps('Step 1/2 : FROM x', '\n', ' ---> 3543f62d713d\n', 'Step 2/2 : RUN false', '\n');
    failed.fail('returned a non-zero code: 1', 5_010_000);
    expect(failed.steps().map(({ error, durationMs }) => [error, durationMs])).toEqual([
      [null, 3],
      ['returned a non-zero code: 1', 6],
    ]);
  });

  test('a step that printed what looks like its end, and failed', () => {
    const failed = steps('Step 1/1 : RUN x', '\n', ' ---> Running in 8d99e90ff31b\n', ' ---> deadbeef1234\n');
    failed.fail("The command '/bin/sh -c x' returned a non-zero code: 2", 5_010_000);
    expect(failed.steps()[0]).toMatchObject({
      error: "The command '/bin/sh -c x' returned a non-zero code: 2",
      durationMs: 9,
    });
  });

  test("an error behind the last step is not that step's", () => {
    const tagged = steps('Step 1/1 : FROM x', '\n', ' ---> 3543f62d713d\n');
    tagged.fail('invalid tag', 5_010_000);
    expect(tagged.steps()[0]?.error).toBeNull();
  });

  test('a running step has no duration', () => {
    expect(steps('Step 1/2 : RUN sleep 9', '\n').steps()[0]?.durationMs).toBeNull();
  });

  test('old daemons: no totals, the container removed after the image', () => {
    const old = steps(
      'Step 1 : FROM x\n',
      ' ---> aaaaaaaaaaaa\n',
      'Step 2 : RUN y\n',
      ' ---> Running in bbbbbbbbbbbb\n',
      ' ---> cccccccccccc\n',
      'Removing intermediate container bbbbbbbbbbbb\n',
    );
    expect(old.steps()).toMatchObject([
      { number: 1, total: 0, imageId: 'aaaaaaaaaaaa', output: '' },
      { number: 2, total: 0, containerId: 'bbbbbbbbbbbb', imageId: 'cccccccccccc', output: '' },
    ]);
  });

  test('FROM scratch has no image, and a full id that was told takes the place of short ones', () => {
    const full = `sha256:${'ab'.repeat(32)}`;
    const built = steps(
      'Step 1/2 : FROM scratch\n',
      ' ---> \n',
      'Step 2/2 : COPY . .\n',
      ' ---> abababababab\n',
      'Successfully built abababababab\n',
    );
    built.nameImage(full);
    expect(built.steps().map(({ imageId, output: text }) => [imageId, text])).toEqual([
      [null, ''],
      [full, ''],
    ]);
    expect(built.builtId).toBe(full);
  });

  test('output over all steps is bounded, the oldest is let go', () => {
    const texts = Array.from({ length: 40 }, (_, index) => [
      `Step ${index + 1}/40 : RUN x\n`,
      'y'.repeat(60_000),
    ]).flat();
    const all = steps(...texts).steps();
    expect(all[0]?.output).toBe('[60000 characters left out]\n');
    expect(all.at(-1)?.output).toHaveLength(60_000);
    expect(all.reduce((sum, step) => sum + step.output.length, 0)).toBeLessThan(1_100_000);
  });
});
