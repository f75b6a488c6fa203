import type { MessageValue } from './grpc-call.ts';

/** What came of asking a daemon, step by step. Null for a step that was not taken. */
export interface DaemonProbe {
  /** As a client would be told: `tcp://docker:2376`, `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Null for a unix socket. */
  readonly host: string | null;
  readonly resolution: NameResolution | null;
  /** TCP on the client's own port and on Docker's two, or the socket. */
  readonly doors: readonly ProbedDoor[];
  readonly certificate: ProbedCertificate | null;
  readonly ping: ProbedPing | null;
  /** Members of the answers that rules and people look at; null where there was none. */
  readonly version: MessageValue;
  readonly info: MessageValue;
  readonly bridge: MessageValue;
  readonly diskUsage: MessageValue;
  /** Of this machine. */
  readonly local: {
    /** MTU of the interface of the default route; null where it is not known. */
    readonly mtu: number | null;
    readonly nameServers: readonly string[];
  };
  /** The daemon's clock minus this machine's, in milliseconds. */
  readonly clockDifferenceMs: number | null;
}

export interface NameResolution {
  readonly addresses: readonly string[];
  /** `ENOTFOUND`, `EAI_AGAIN`; null where it was resolved. */
  readonly error: string | null;
}

/** A port or a socket path that was tried. */
export interface ProbedDoor {
  readonly address: string;
  /** Null for a socket path. */
  readonly port: number | null;
  /** `ECONNREFUSED`, `ENOENT`, `EACCES`, `ETIMEDOUT`; null where it opened. */
  readonly error: string | null;
  /** What speaks there; null where it did not open or said nothing. */
  readonly speaks: 'http' | 'tls' | 'http2' | 'other' | null;
  readonly tookMs: number;
}

export interface ProbedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** `DNS:docker`, `IP:172.18.0.3`. */
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Node's or OpenSSL's code (`CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`); null where it is trusted. */
  readonly error: string | null;
  /** The daemon asked for a client certificate. */
  readonly asksForCertificate: boolean;
  /** Name of the alert with which it refused the client, or null. */
  readonly refusal: string | null;
}

export interface ProbedPing {
  /** Null where no answer came. */
  readonly status: number | null;
  readonly apiVersion: string | null;
  readonly server: string | null;
  readonly builderVersion: string | null;
  readonly tookMs: number;
  /** Why there was no answer. */
  readonly error: string | null;
}
