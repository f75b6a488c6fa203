export interface StepName {
  readonly stage: string | null;
  readonly number: number;
  readonly total: number;
  readonly instruction: string;
}

/** As the Dockerfile frontend names a step: `[2/5] RUN …`, `[build 2/5] RUN …`, `[linux/arm64 build 2/5] …`. */
const STEP = /^\[(?:(.*) )?(\d{1,6})\/(\d{1,6})\] (.*)$/s;

/** A vertex' name taken apart; null for what is no step of the Dockerfile (`[internal] …`, `exporting to image`). */
export function readStepName(name: string): StepName | null {
  const match = STEP.exec(name);
  if (match === null) return null;
  const [, stage, number = '', total = '', instruction = ''] = match;
  return { stage: stage?.trim() || null, number: Number(number), total: Number(total), instruction };
}
