import { ethernet } from './ethernet.ts';
import type { LinkType } from './link-type.ts';
import { linuxSll } from './linux-sll.ts';
import { linuxSll2 } from './linux-sll2.ts';
import { loop, nullLoopback } from './loopback.ts';
import { rawIpLinkTypes } from './raw-ip.ts';

/** The link types that are read, by LINKTYPE_ value. */
export const linkTypes: ReadonlyMap<number, LinkType> = new Map(
  [ethernet, linuxSll, linuxSll2, nullLoopback, loop, ...rawIpLinkTypes].map((type) => [type.value, type]),
);

/** Names of others that captures of a Docker host may have, so that an issue can say what they are. */
const otherNames = new Map([
  [9, 'ppp'],
  [51, 'ppp_ether'],
  [105, 'ieee802_11'],
  [127, 'ieee802_11_radiotap'],
  [147, 'user0'],
  [149, 'user2'],
  [192, 'ppi'],
  [220, 'usb_linux_mmapped'],
  [239, 'nflog'],
  [247, 'infiniband'],
  [249, 'usbpcap'],
  [253, 'netlink'],
  [271, 'vsock'],
]);

/** LINKTYPE_ name, lower case; null where it is not known here. */
export function linkTypeName(value: number): string | null {
  return linkTypes.get(value)?.name ?? otherNames.get(value) ?? null;
}
