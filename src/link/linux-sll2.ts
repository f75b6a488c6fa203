import { UNKNOWN_INTERFACE } from '../layer/ip-packet.ts';
import { ipOffsetByEtherType } from './ether-type.ts';
import type { LinkType } from './link-type.ts';

const HEADER_BYTES = 20;
const INTERFACE_INDEX = 4;

/**
 * Linux cooked capture v2, https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html: 20 bytes, of which
 * the first two are the protocol and bytes 4 to 7 the interface's index. What `tcpdump -i any` writes.
 */
export const linuxSll2: LinkType = {
  value: 276,
  name: 'linux_sll2',
  // The protocol stands before the header's other fields, not after them.
  ipOffset: (bytes) => ipOffsetByEtherType(bytes, 0, HEADER_BYTES),
  interfaceIndex: (bytes) =>
    bytes.length < HEADER_BYTES
      ? UNKNOWN_INTERFACE
      : ((bytes[INTERFACE_INDEX]! << 24) |
          (bytes[INTERFACE_INDEX + 1]! << 16) |
          (bytes[INTERFACE_INDEX + 2]! << 8) |
          bytes[INTERFACE_INDEX + 3]!) >>>
        0,
};
