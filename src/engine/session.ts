import type { Question } from '../views/view-model/engine.ts';

/** What the engine's process keeps for its front, and how it tells it. */
export interface Session {
  /** Something was read, or a moment passed. */
  step(): void;
  /** Nothing more comes; everything was read. */
  end(): void;
  /** The front has taken in what it was told, and is ready for more. */
  ready(): void;
  /** The front wants to see other exchanges: those that pass a filter, or with null all. */
  filter(text: string | null): void;
  /** The front asks for something that it was not told. */
  answer(number: number, question: Question): void;
}
