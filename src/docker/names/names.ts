import { member, textMember } from '../json/parse-json.ts';
import type { OperationMatch } from '../operations/match.ts';
import { lessons } from './lessons.ts';
import { NameBook } from './name-book.ts';
import { idDigits } from './short-id.ts';

/**
 * What the exchanges of a capture tell about the things that later ones call by id. One instance serves a
 * whole capture, because a client uses several connections for one job.
 */
export class Names extends NameBook {
  /**
   * Takes what one exchange says; bodies are parsed JSON, undefined where there is none. Call it when the
   * request's body is known (an exec's TTY decides how its answer reads) and again with the response; the
   * same twice does no harm. `status` is null before there is a response.
   */
  learn(match: OperationMatch, request: unknown, response: unknown, status: number | null): void {
    const id = match.operation?.id;
    if (id === undefined || !Object.hasOwn(lessons, id)) return;
    lessons[id]?.(this, { match, request, response, accepted: status !== null && status < 300 });
  }

  /** One value of the events stream. */
  learnEvent(event: unknown): void {
    const actor = member(event, 'Actor');
    const id = textMember(actor, 'ID');
    const attributes = member(actor, 'Attributes');
    const name = textMember(attributes, 'name');
    if (id === null || name === null) return;
    const type = textMember(event, 'Type');
    if (type === 'container') this.setContainer(id, { name, image: textMember(attributes, 'image') });
    else if (type === 'network' && idDigits(id) !== null) this.setThing(id, name);
  }
}
