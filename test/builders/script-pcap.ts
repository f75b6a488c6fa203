import { ethernet, ipv4 } from './packet.ts';
import { pcapFile } from './pcap.ts';
import { type ScriptPacket, START } from './tcp-conversation.ts';

/** A capture file of what was said over IPv4, as it would have been recorded on Ethernet. */
export function scriptPcap(packets: readonly ScriptPacket[]): Uint8Array {
  let at = START;
  const records = packets.map(({ ip, delay }) => {
    at += delay;
    const [source, destination] = [ip.source, ip.destination].map((start) =>
      ip.bytes.subarray(start, start + 4).join('.'),
    );
    const segment = ip.bytes.subarray(ip.start, ip.end);
    const packet = ethernet(ipv4(segment, { source: source as string, destination: destination as string }));
    return { seconds: Math.floor(at / 1e6), fraction: at % 1e6, bytes: packet };
  });
  return pcapFile(records);
}
