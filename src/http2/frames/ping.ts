import { flags } from './frame-header.ts';

/** Whether it is the answer to a ping; its eight bytes mean nothing to anybody else (RFC 9113, section 6.7). */
export function isPingAnswer(frameFlags: number): boolean {
  return (frameFlags & flags.ack) !== 0;
}
