/** One field as it was coded; name and value are bytes as latin1. */
export type HeaderField = readonly [name: string, value: string];
