import { expect, it } from 'vitest';
import {
  dockerfileInstructions,
  stepOfInstruction,
} from '../../../src/views/view-model/dockerfile-instructions.ts';
import { step } from '../../builders/exchange.ts';

function instructions(text: string) {
  return dockerfileInstructions(text.split('\n')).map((found) => [
    found.firstLine,
    found.lastLine,
    found.text,
  ]);
}

it.each([
  [
    'one a line',
    'FROM a\nRUN b',
    [
      [0, 0, 'FROM a'],
      [1, 1, 'RUN b'],
    ],
  ],
  [
    'comments and empty lines between',
    '# c\nFROM a\n\n  # d\nRUN b\n',
    [
      [1, 1, 'FROM a'],
      [4, 4, 'RUN b'],
    ],
  ],
  [
    'continued lines',
    'RUN a \\\n  b \\\n  c\nCMD d',
    [
      [0, 2, 'RUN a   b   c'],
      [3, 3, 'CMD d'],
    ],
  ],
  ['a comment and an empty line inside', 'RUN a \\\n# no\n\n  b', [[0, 3, 'RUN a   b']]],
  ['blanks behind the backslash', 'RUN a \\ \t\nb', [[0, 1, 'RUN a b']]],
  [
    'an escape directive',
    '# escape=`\nRUN a `\n b\nCOPY c:\\\nCMD',
    [
      [1, 2, 'RUN a  b'],
      [3, 3, 'COPY c:\\'],
      [4, 4, 'CMD'],
    ],
  ],
  ['a file that ends in the middle', 'RUN a \\\n', [[0, 1, 'RUN a']]],
  ['nothing', '\n# only a comment', []],
])('reads %s', (_, text, expected) => {
  expect(instructions(text)).toEqual(expected);
});

it('finds the steps of instructions, with and without --target and --label', () => {
  const found = dockerfileInstructions(['FROM a as one', 'run  x', 'FROM b', 'RUN x', 'RUN y']);
  const stepsOf = (...texts: string[]) =>
    texts.map((instruction, index) => step({ number: index + 1, instruction }));
  const numbers = (...texts: string[]) =>
    stepOfInstruction(found, stepsOf(...texts)).map((at) => at?.number ?? null);
  expect(numbers('FROM a as one', 'RUN x', 'LABEL a=b')).toEqual([1, 2, null, null, null]);
  expect(numbers('FROM a as one', 'RUN x', 'FROM b', 'RUN x', 'RUN y')).toEqual([1, 2, 3, 4, 5]);
});

it('finds the steps of stages, whatever order they ran in', () => {
  const found = dockerfileInstructions(['FROM a AS One', 'RUN x', 'FROM b', 'RUN x', 'RUN y']);
  const steps = [
    step({ number: 1, stage: 'stage-1', instruction: 'FROM docker.io/library/b' }),
    step({ number: 2, stage: 'stage-1', instruction: 'RUN x' }),
    step({ number: 3, stage: 'linux/arm64 one', instruction: 'FROM docker.io/library/a' }),
    step({ number: 4, stage: 'one', instruction: 'RUN x' }),
  ];
  expect(stepOfInstruction(found, steps).map((at) => at?.number ?? null)).toEqual([3, 4, 1, 2, null]);
});
