import type { ReactNode } from 'react';
import { span } from '../../view-model/styled-line.ts';
import { Lines } from '../components/lines.tsx';
import { useTyping } from '../keys/key-input.tsx';
import type { ScreenLook } from '../screen-look.ts';

/** A question that one key answers; any other key leaves it. */
export interface Choice {
  readonly label: string;
  readonly options: readonly { readonly key: string; readonly words: string; readonly run: () => void }[];
}

interface ChoiceLineProps {
  readonly choice: Choice;
  readonly look: ScreenLook;
  readonly onClose: () => void;
}

export function ChoiceLine({ choice, look, onClose }: ChoiceLineProps): ReactNode {
  useTyping((key) => {
    onClose();
    choice.options.find((option) => option.key === key)?.run();
  });
  const options = choice.options.flatMap(({ key, words }) => [
    span(` ${key}`, 'key'),
    span(` ${words} `, 'dim'),
  ]);
  return <Lines lines={[[span(` ${choice.label} `), ...options]]} height={1} look={look} />;
}
