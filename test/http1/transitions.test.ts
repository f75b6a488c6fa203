import { describe, expect, it } from 'vitest';
import { type SideEvent, type SideState, transition, transitions } from '../../src/http1/transitions.ts';
import { InvariantError } from '../../src/layer/invariant-error.ts';

const states = Object.keys(transitions) as readonly SideState[];

describe('transitions', () => {
  it('reach every state from the start of a message', () => {
    const reached = new Set<SideState>(['message-start']);
    for (const state of reached) for (const next of Object.values(transitions[state])) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('never lead back from a switch, and never decide one twice', () => {
    expect(Object.values(transitions.switched)).toEqual(['switched', 'switched']);
    expect(Object.keys(transitions['might-switch-protocol']).sort()).toEqual([
      'switch-accepted',
      'switch-refused',
    ]);
  });

  it.each<{ state: SideState; event: SideEvent }>([
    { state: 'message-start', event: 'message-over' },
    { state: 'might-switch-protocol', event: 'first-byte' },
    { state: 'ended', event: 'first-byte' },
  ])('$event in $state is our own mistake', ({ state, event }) => {
    expect(() => transition(state, event)).toThrow(InvariantError);
  });
});
