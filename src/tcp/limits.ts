/** What reassembly may hold, and how long it waits; times are microseconds of the capture's clock. */

/**
 * Out-of-order bytes of one direction. Behind one lost segment a sender may send a receive window more;
 * Linux advertises at most half of its default `tcp_rmem` maximum of 6 MiB. When it is reached, the oldest
 * hole becomes a gap.
 */
export const MAX_BUFFERED_BYTES_PER_STREAM = 4 << 20;

/**
 * The same for all connections together: eight streams at their bound, far from a process's budget of
 * 160 MB. When it is reached, the connection that has waited longest gives up its holes.
 */
export const MAX_BUFFERED_BYTES = 32 << 20;

/** What a buffered piece costs beside its bytes, so that the two bounds hold for tiny segments too. */
export const PIECE_OVERHEAD = 256;

/**
 * Acknowledged bytes that were not seen: lost to the capture, or on their way, because a capture on several
 * interfaces or processors may hand over an acknowledgment before the data. That takes milliseconds.
 */
export const ACKNOWLEDGED_HOLE_PATIENCE = 50_000;

/** The same in packets of the connection, for captures without usable times. */
export const ACKNOWLEDGED_HOLE_PACKETS = 1024;

/** A hole in a stream of which no acknowledgment was ever seen: the other direction is not captured. */
export const ONE_SIDED_HOLE_PATIENCE = 2_000_000;

/**
 * A hole that the receiver has not acknowledged: it waits for the retransmission just as we do. Linux sends
 * the next one after 120 seconds at most (TCP_RTO_MAX).
 */
export const UNACKNOWLEDGED_HOLE_PATIENCE = 120_000_000;

/** How often, at most, all waiting connections are looked at. */
export const SWEEP_INTERVAL = 50_000;

/**
 * The largest receive window there is (RFC 7323, section 2.3). A segment that is further behind is not a
 * retransmission, and one further ahead is not believed at once.
 */
export const MAX_WINDOW = 1 << 30;

/** How far beyond the known bytes a RST may lie; a guessed one hits that once in a thousand. */
export const RESET_WINDOW = 4 << 20;

/** How far from a closed connection's end its late segments may lie; others are a new connection's. */
export const LATE_WINDOW = 64 << 20;

/** A closed connection is remembered for Linux's TIME_WAIT, so that late segments open no ghost. */
export const CLOSED_CONNECTION_MEMORY = 60_000_000;

/** Closed connections that are remembered; the oldest are forgotten first. */
export const MAX_CLOSED_CONNECTIONS = 4096;

/**
 * Open connections. An idle one may live for hours (`docker events`), so only their number sends one away:
 * the least recently used part is closed as `idle`. Each takes about a kilobyte.
 */
export const MAX_OPEN_CONNECTIONS = 16_384;

/** The part of the open connections that goes when there are too many; all at once, to sort them rarely. */
export const IDLE_EVICTION_PART = 1 / 8;

/** Issues per connection, and issues of packets without one; more of the same says nothing new. */
export const MAX_ISSUES = 32;
