/** Rules that change or forbid sources (BuildKit, sourcepolicy/pb/policy.proto). */
import { message, messages, messageType, signed, text, textMap } from '../../protobuf/message-type.ts';

const constraint = messageType('moby.buildkit.v1.sourcepolicy.AttrConstraint', {
  key: text(1),
  value: text(2),
  condition: signed(3),
});

const rule = messageType('moby.buildkit.v1.sourcepolicy.Rule', {
  /** 0 allow, 1 deny, 2 convert. */
  action: signed(1),
  selector: message(
    2,
    messageType('moby.buildkit.v1.sourcepolicy.Selector', {
      identifier: text(1),
      matchType: signed(2),
      constraints: messages(3, constraint),
    }),
  ),
  updates: message(
    3,
    messageType('moby.buildkit.v1.sourcepolicy.Update', { identifier: text(1), attrs: textMap(2) }),
  ),
});

export const sourcePolicy = messageType('moby.buildkit.v1.sourcepolicy.Policy', {
  version: signed(1),
  rules: messages(2, rule),
});
