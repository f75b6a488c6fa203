/** What a client tells of its own time: how many spans, and no more (opentelemetry-proto, collector/trace/v1). */
import { messages, messageType, text } from '../../protobuf/message-type.ts';

const spans = messageType('opentelemetry.proto.trace.v1.ScopeSpans', {
  spans: messages(2, messageType('opentelemetry.proto.trace.v1.Span', { name: text(5) })),
});
export const exportTraceRequest = messageType(
  'opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest',
  {
    resourceSpans: messages(
      1,
      messageType('opentelemetry.proto.trace.v1.ResourceSpans', { scopeSpans: messages(2, spans) }),
    ),
  },
);
