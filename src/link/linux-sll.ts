import { UNKNOWN_INTERFACE } from '../layer/ip-packet.ts';
import { ipOffsetByEtherType } from './ether-type.ts';
import type { LinkType } from './link-type.ts';

/**
 * Linux cooked capture, https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html: 16 bytes, of which the
 * last two are the protocol. What `tcpdump -i any` wrote until libpcap 1.10. It does not tell the
 * interface; its packet type (to us, from us, to another host) is the same for several of them.
 */
export const linuxSll: LinkType = {
  value: 113,
  name: 'linux_sll',
  ipOffset: (bytes) => ipOffsetByEtherType(bytes, 14, 16),
  interfaceIndex: () => UNKNOWN_INTERFACE,
};
