import { linesPane, type PaneMaker } from '../../view-model/pane.ts';
import { span } from '../../view-model/styled-line.ts';
import type { Asked } from '../use-answer.ts';

/** The pane of an answer, or what is known of it until it is here. */
export function askedMaker<Answer>(asked: Asked<Answer>, maker: (answer: Answer) => PaneMaker): PaneMaker {
  switch (asked.kind) {
    case 'here':
      return maker(asked.answer);
    case 'refused':
      return ({ symbols }) => linesPane([[], [span(` ${symbols.warning} ${asked.why}.`, 'status.warning')]]);
    case 'nothing':
    case 'waiting':
      return ({ symbols }) => linesPane([[], [span(` One moment${symbols.ellipsis}`, 'dim')]]);
  }
}
