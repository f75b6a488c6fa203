import { ipOffsetByEtherType } from './ether-type.ts';
import type { LinkType } from './link-type.ts';

/** IEEE 802.3: two addresses of 6 bytes, then the EtherType. Linux's loopback looks like this too. */
export const ethernet: LinkType = {
  value: 1,
  name: 'ethernet',
  ipOffset: (bytes) => ipOffsetByEtherType(bytes, 12, 14),
  interfaceIndex: null,
};
