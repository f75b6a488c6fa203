import type { GrpcStatus } from '../buildkit/grpc-call-reader.ts';

interface ExpectedEnding {
  /** Full names; null for all methods. */
  readonly methods: readonly string[] | null;
  readonly code: number;
  /** Null for any. */
  readonly message: string | null;
}

const CANCELLED = 1;
const UNKNOWN = 2;
const UNIMPLEMENTED = 12;
const SOLVE = 'moby.buildkit.v1.Control/Solve';

/** Statuses that are no failure, though they are not OK. */
const endings: readonly ExpectedEnding[] = [
  // Whoever asks for what goes on and on (a session, a status, a history) has had enough.
  { methods: null, code: CANCELLED, message: null },
  // The agent's connection is over, which grpc-go hands on as an error (BuildKit, session/sshforward/copy.go).
  { methods: ['moby.sshforward.v1.SSH/ForwardAgent'], code: UNKNOWN, message: 'EOF' },
  // The same, of buildx 0.29.
  {
    methods: ['moby.sshforward.v1.SSH/ForwardAgent'],
    code: UNKNOWN,
    message: 'io: read/write on closed pipe',
  },
  // Asked to see whether the other side can: of both sides an older one may not.
  {
    methods: [
      'opentelemetry.proto.collector.trace.v1.TraceService/Export',
      'moby.buildkit.v1.Control/Info',
      'moby.buildkit.v1.Control/ListenBuildHistory',
      'moby.filesync.v1.Auth/Credentials',
      'moby.filesync.v1.Auth/GetTokenAuthority',
      'moby.exporter.v1.Exporter/FindExporters',
      'grpc.health.v1.Health/Check',
    ],
    code: UNIMPLEMENTED,
    message: null,
  },
];

/** True where a call of this method that ends so did what it was for. */
export function endsAsExpected(method: string, { code, message }: GrpcStatus): boolean {
  if (code === 0) return true;
  return endings.some(
    (ending) =>
      ending.code === code &&
      // A solve that is cancelled is a build that nobody gets.
      (ending.methods === null ? method !== SOLVE : ending.methods.includes(method)) &&
      (ending.message === null || ending.message === message),
  );
}
