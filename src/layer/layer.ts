import type { Origin } from './origin.ts';

/**
 * A protocol layer: bytes and their origin in, events out. It never opens, waits, prints or asks the clock.
 *
 * Three outcomes, never mixed: not enough bytes yet is an empty list; a peer that broke the rules is an
 * `issue` event, after which the layer goes on at the next safe place; our own mistake throws
 * `InvariantError`. No bytes whatever make a layer throw.
 *
 * `bytes` are a view that is valid only during the call: who keeps them copies them. Bytes inside returned
 * events are such views too, valid until the layer is next called.
 */
export interface Layer<Event> {
  push(bytes: Uint8Array, origin: Origin): readonly Event[];
  /** `missing` bytes of this direction are known to be lost from the capture. */
  gap(missing: number, origin: Origin): readonly Event[];
  /** This direction is over; the other one may go on. */
  end(origin: Origin): readonly Event[];
}

/** The list that layers return when there is nothing to say, shared so that silence costs no allocation. */
export const NO_EVENTS: readonly never[] = Object.freeze([]);
