import type { Issue } from '../layer/issue.ts';
import { NO_EVENTS } from '../layer/layer.ts';
import type { Timestamp } from '../layer/origin.ts';
import type { NetIssueCode } from './issue-codes.ts';

const messages: Readonly<Record<NetIssueCode, string>> = {
  'net/not-ip': 'a packet that should be IP has another version number',
  'net/header-cut': 'an IP header is cut off',
  'net/header-corrupt': 'the lengths in an IP header contradict each other',
  'net/fragment-corrupt': 'an IP fragment cannot belong to any datagram',
  'net/fragment-overlap': 'IP fragments overlap; the bytes that came first were kept',
  'net/fragments-incomplete': 'an IP datagram was given up because fragments of it are missing',
  'net/fragments-limit': 'an IP datagram was given up because too much waited for missing fragments',
};

/** Tells each kind of issue once and counts it after that: damage like this comes by the thousand. */
export class IssueTally {
  readonly counts = new Map<NetIssueCode, number>();

  add(code: NetIssueCode, at: Timestamp): readonly Issue[] {
    const count = this.counts.get(code) ?? 0;
    this.counts.set(code, count + 1);
    return count > 0 ? NO_EVENTS : [{ kind: 'issue', code, message: messages[code], at }];
  }
}
