import { InvariantError } from '../layer/invariant-error.ts';

/**
 * What one side of an HTTP/1 connection is in the middle of.
 *
 * `might-switch-protocol`: a message is over after which this side may have left HTTP; its bytes are held
 * until the other side's head decides. `seeking`: the place in the stream is not known; the next head, or
 * within a chunked body the next chunk, is looked for.
 */
export type SideState =
  | 'message-start'
  | 'head'
  | 'body'
  | 'might-switch-protocol'
  | 'seeking'
  | 'switched'
  | 'ended';

export type SideEvent =
  | 'first-byte'
  | 'body-begins'
  | 'message-over'
  | 'switch-possible'
  | 'switch-refused'
  | 'switch-accepted'
  | 'framing-lost'
  | 'head-found'
  | 'chunk-found'
  | 'direction-over';

/** State × event → state. What is not listed cannot happen. */
export const transitions: Readonly<Record<SideState, Readonly<Partial<Record<SideEvent, SideState>>>>> = {
  'message-start': {
    'first-byte': 'head',
    'framing-lost': 'seeking',
    'switch-accepted': 'switched',
    'direction-over': 'ended',
  },
  head: {
    'body-begins': 'body',
    'message-over': 'message-start',
    'switch-possible': 'might-switch-protocol',
    'framing-lost': 'seeking',
    'switch-accepted': 'switched',
    'direction-over': 'ended',
  },
  body: {
    'message-over': 'message-start',
    'switch-possible': 'might-switch-protocol',
    'framing-lost': 'seeking',
    'switch-accepted': 'switched',
    'direction-over': 'ended',
  },
  'might-switch-protocol': {
    'switch-refused': 'message-start',
    'switch-accepted': 'switched',
  },
  seeking: {
    'head-found': 'head',
    'chunk-found': 'body',
    'framing-lost': 'seeking',
    'switch-accepted': 'switched',
    'direction-over': 'ended',
  },
  switched: { 'switch-accepted': 'switched', 'direction-over': 'switched' },
  ended: { 'switch-accepted': 'switched', 'direction-over': 'ended' },
};

export function transition(state: SideState, event: SideEvent): SideState {
  const next = transitions[state][event];
  if (next === undefined) throw new InvariantError(`http1: ${event} in state ${state}`);
  return next;
}
