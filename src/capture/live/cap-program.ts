import { loadCap } from './cap-module.ts';
import { frameLength } from './frame-length.ts';
import { RING_KIB } from './packet-source.ts';
import { PcapOutput } from './pcap-output.ts';

/**
 * A program like `tcpdump -w -`, made of the npm package cap: captures on a device with a filter, and ends
 * after a number of packets (0: never) or when it is interrupted.
 *
 *     node cap-program.js DEVICE FILTER COUNT > capture.pcap
 *
 * It is a process of its own because cap polls in the main loop, and whoever decodes there makes the
 * kernel's ring run over.
 */

/** cap's own constant; it takes no other. */
const SNAP_LENGTH = 65_535;

/** The kernel's ring. With half of it, a third of an upload at full loopback speed was lost. */
const RING_BYTES = RING_KIB * 1024;

const STDOUT = 1;

/** What cap calls the link types, as LINKTYPE_ values. */
const linkTypes: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  LINKTYPE_LINUX_SLL: 113,
  RAW: 101,
  IEEE802_11_RADIO: 127,
};

const [device = 'any', filter = '', limit = '0'] = process.argv.slice(2);

/** Its one buffer, whose bytes are the packet until the listener returns. */
const buffer = Buffer.alloc(SNAP_LENGTH);

function main(): void {
  const handle = new (loadCap().Cap)();
  const opened = handle.open(device, filter, RING_BYTES, buffer);
  const linkType = linkTypes[opened];
  if (linkType === undefined) throw new Error(`link type of ${device} is not known (${opened})`);
  const output = new PcapOutput(STDOUT, linkType, SNAP_LENGTH);
  let packets = 0;
  let flushing = false;
  const finish = (): void => {
    try {
      handle.close();
      output.flush();
    } catch (error) {
      fail(error);
    }
    process.exit(0);
  };
  // cap calls the listener for all packets that are there before it lets anything else run.
  const flush = (): void => {
    flushing = false;
    try {
      output.flush();
    } catch (error) {
      fail(error);
    }
  };
  handle.on('packet', (length) => {
    // It says neither when a packet came nor how long it was: it is stamped at once, and its IP header
    // tells what the snap length cut off.
    const at = Math.round((performance.timeOrigin + performance.now()) * 1000);
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, length);
    const originalLength = length < SNAP_LENGTH ? length : frameLength(bytes, linkType);
    try {
      output.packet(bytes, originalLength, at);
    } catch (error) {
      fail(error);
    }
    packets += 1;
    if (packets === Number(limit)) finish();
    if (flushing) return;
    flushing = true;
    setImmediate(flush);
  });
  process.on('SIGINT', finish);
  output.flush();
  process.stderr.write(`listening on ${device}\n`);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
