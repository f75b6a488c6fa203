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
 * The step that ran each instruction, found in order and by its text: `--target` leaves out
 * instructions at the end, and `--label` adds a step that stands in no line.
 */
export function stepOfInstruction(
  instructions: readonly DockerfileInstruction[],
  steps: readonly BuildStep[],
): readonly (BuildStep | null)[] {
  const texts = steps.map((step) => normalize(step.instruction));
  let next = 0;
  return instructions.map(({ text }) => {
    const found = texts.indexOf(normalize(text), next);
    if (found === -1) return null;
    next = found + 1;
    return steps[found]!;
  });
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
