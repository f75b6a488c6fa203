import type { BuildStep } from '../../model/build.ts';

/** One instruction of a Dockerfile. Lines count from 0. */
export interface DockerfileInstruction {
  readonly firstLine: number;
  readonly lastLine: number;
  /** Continued lines joined, comments inside left out, as the builder prints it. */
  readonly text: string;
}

/** Splits a Dockerfile into its instructions. https://docs.docker.com/reference/dockerfile/#format */
export function dockerfileInstructions(lines: readonly string[]): readonly DockerfileInstruction[] {
  const continued = escapeCharacter(lines) === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
  const instructions: DockerfileInstruction[] = [];
  let open: { readonly firstLine: number; readonly text: string } | undefined;
  for (const [index, raw] of lines.entries()) {
    const trimmed = raw.trim();
    // Empty lines and comments do not end an instruction that goes on.
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const goesOn = continued.test(raw);
    const piece = goesOn ? raw.replace(continued, '') : raw;
    open = { firstLine: open?.firstLine ?? index, text: (open?.text ?? '') + piece };
    if (goesOn) continue;
    instructions.push({ ...open, lastLine: index, text: open.text.trim() });
    open = undefined;
  }
  if (open !== undefined) instructions.push({ ...open, lastLine: lines.length - 1, text: open.text.trim() });
  return instructions;
}

/**
 * The step that ran each instruction, found in order and by its text: `--target` leaves out instructions at
 * the end, and `--label` adds a step that stands in no line. BuildKit's steps name their stage, and come in
 * any order.
 */
export function stepOfInstruction(
  instructions: readonly DockerfileInstruction[],
  steps: readonly BuildStep[],
): readonly (BuildStep | null)[] {
  const stages = stagesOf(instructions);
  const isStaged = steps.some(({ stage }) => stage !== null);
  const texts = steps.map((step) => normalize(step.instruction));
  let next = 0;
  return instructions.map(({ text }, index) => {
    const wanted = normalize(text);
    const found = isStaged
      ? steps.findIndex((step, at) => stageName(step) === stages[index] && isSame(texts[at] ?? '', wanted))
      : texts.findIndex((step, at) => at >= next && isSame(step, wanted));
    if (found === -1) return null;
    next = found + 1;
    return steps[found]!;
  });
}

/** The name of each instruction's stage, as BuildKit gives it: what `AS` says, or its number. */
function stagesOf(instructions: readonly DockerfileInstruction[]): readonly string[] {
  let count = -1;
  let stage = '';
  return instructions.map(({ text }) => {
    if (!/^from\s/i.test(text)) return stage;
    count += 1;
    stage = /\sas\s+(\S+)\s*$/i.exec(text)?.[1]?.toLowerCase() ?? `stage-${count}`;
    return stage;
  });
}

/** Behind the platform, of a build for several. */
function stageName({ stage }: BuildStep): string {
  return stage?.split(' ').at(-1) ?? '';
}

/** BuildKit writes the whole name of an image, and leaves out that of the stage. */
function isSame(step: string, wanted: string): boolean {
  return step === wanted || (step.startsWith('FROM ') && wanted.startsWith('FROM '));
}

function normalize(text: string): string {
  const spaced = text.replace(/\s+/g, ' ').trim();
  const [keyword = ''] = spaced.split(' ', 1);
  return keyword.toUpperCase() + spaced.slice(keyword.length);
}

/** Parser directives stand in comments before anything else. */
function escapeCharacter(lines: readonly string[]): string {
  for (const raw of lines) {
    const directive = /^#\s*([a-zA-Z]+)\s*=\s*(\S+)/.exec(raw.trim());
    if (directive === null) return '\\';
    if (directive[1]!.toLowerCase() === 'escape') return directive[2]!;
  }
  return '\\';
}
