/** gRPC's own health check (grpc-proto, grpc/health/v1/health.proto). */
import { messageType, signed, text } from '../../protobuf/message-type.ts';

export const healthCheckRequest = messageType('grpc.health.v1.HealthCheckRequest', { service: text(1) });

export const healthCheckResponse = messageType('grpc.health.v1.HealthCheckResponse', {
  /** 0 unknown, 1 serving, 2 not serving, 3 no such service. */
  status: signed(1),
});
