import type { ProxyEnd } from './proxy-address.ts';

/** What a proxy tells whoever started it. Texts are one line, safe to print, without secrets. */
export type ProxyEvent =
  | ListeningEvent
  | ConnectionOpened
  | ConnectionClosed
  | DaemonUnreachable
  | HandshakeFailed
  | RecordingBehind
  | RecordingStopped
  | ProxyNotice;

export interface ListeningEvent {
  readonly kind: 'listening';
  readonly end: ProxyEnd;
}

export interface ConnectionOpened {
  readonly kind: 'connection-opened';
  /** From 1 in order of acceptance; the same order as in the capture. */
  readonly connection: number;
  /** `ip:port`, or the unix path. */
  readonly client: string;
  readonly listener: string;
}

export interface ConnectionClosed {
  readonly kind: 'connection-closed';
  readonly connection: number;
  readonly how: 'fin' | 'reset';
  readonly clientBytes: number;
  readonly serverBytes: number;
}

/** The client was answered with a 502 whose JSON `message` says this of dind-sniff. */
export interface DaemonUnreachable {
  readonly kind: 'daemon-unreachable';
  readonly connection: number;
  /** For example `cannot reach the Docker daemon at tcp://docker:2376: connection refused; …`. */
  readonly message: string;
}

export interface HandshakeFailed {
  readonly kind: 'handshake-failed';
  readonly connection: number;
  /** With whom TLS failed. A client whose daemon failed is answered with a 502 that says so. */
  readonly side: 'client' | 'daemon';
  readonly reason: HandshakeFailure;
  /** What was seen. */
  readonly detail: string;
  /** What to do about it. */
  readonly fix: string;
}

export type HandshakeFailure =
  | 'expired'
  | 'not-yet-valid'
  /** The certificate is for other names; `detail` lists them. */
  | 'wrong-name'
  | 'wrong-ca'
  | 'no-client-certificate'
  /** The client's certificate was refused. */
  | 'client-certificate-refused'
  /** The client refused the certificate that it was shown. */
  | 'server-certificate-refused'
  | 'http-to-tls-port'
  | 'tls-to-plain-port'
  | 'closed'
  | 'other';

/** The disk is slower than the traffic: from here on bytes are missing in the capture, none to the client. */
export interface RecordingBehind {
  readonly kind: 'recording-behind';
}

/** Nothing more is recorded (disk full, for example); forwarding goes on. */
export interface RecordingStopped {
  readonly kind: 'recording-stopped';
  readonly message: string;
}

/** Something that the user should know at start. */
export interface ProxyNotice {
  readonly kind: 'notice';
  readonly code: /** Clients must trust a CA made here; the message says what to set, and what to mount to avoid it. */
    | 'own-authority'
    /** A plain listener stands before a daemon that demands certificates. */
    | 'guard-lowered'
    /** Others than this machine can connect. */
    | 'remote-listener';
  readonly message: string;
}
