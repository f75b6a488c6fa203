/** How files go over a session (fsutil, types/wire.proto and types/stat.proto). */
import {
  bytes,
  bytesMap,
  exact,
  message,
  messageType,
  signed,
  text,
  unsigned,
} from '../../protobuf/message-type.ts';

export const stat = messageType('fsutil.types.Stat', {
  path: text(1),
  /** Go's os.FileMode. */
  mode: unsigned(2),
  uid: unsigned(3),
  gid: unsigned(4),
  size: signed(5),
  /** Nanoseconds since 1970. */
  modTime: exact(6),
  linkname: text(7),
  devmajor: signed(8),
  devminor: signed(9),
  xattrs: bytesMap(10),
});

export const packet = messageType('fsutil.types.Packet', {
  type: signed(1),
  stat: message(2, stat),
  /** Place of the file among the STATs, from 0. */
  id: unsigned(3),
  data: bytes(4),
});
