/** What came of asking a daemon, step by step, as a client would. Null for a step that was not taken. */
export interface DaemonProbe {
  /** When it began, in epoch milliseconds by this machine's clock. */
  readonly at: number;
  /** As a client would be told: `tcp://docker:2376`, `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Whether the client looks at the daemon's certificate; null where it speaks no TLS. */
  readonly tls: 'verified' | 'unverified' | null;
  /** Null for a unix socket. */
  readonly host: string | null;
  readonly resolution: NameResolution | null;
  /**
   * What was knocked at: first the client's own port or socket, then what a client might have meant: Docker's
   * two ports on the same host, on this machine where the name does not resolve, on `docker` where there is no
   * socket.
   */
  readonly doors: readonly ProbedDoor[];
  /** What the client would show and trust; null without TLS. */
  readonly clientCertificates: ClientCertificates | null;
  readonly handshake: ProbedHandshake | null;
  /** What the daemon showed. */
  readonly certificate: ProbedCertificate | null;
  readonly ping: ProbedPing | null;
  readonly version: ProbedVersion | null;
  readonly info: ProbedInfo | null;
  /** The default bridge network, which containers of `docker run` and `docker build` are in. */
  readonly bridge: ProbedBridge | null;
  /** Ids of the daemons behind the addresses of the name; empty where it has one address. */
  readonly daemonIds: readonly string[];
  readonly local: LocalNetwork;
  /** Of the disk that the daemon keeps its data on, where that is a disk of this machine. */
  readonly disk: DiskSpace | null;
  /** The daemon's clock minus this machine's, in milliseconds; it says whole seconds only. */
  readonly clockDifferenceMs: number | null;
  /** How long the daemon was waited for before it was asked this; null where nobody waited. */
  readonly waited: DaemonWait | null;
}

export interface NameResolution {
  readonly addresses: readonly string[];
  /** `ENOTFOUND`, `EAI_AGAIN`, `ETIMEDOUT`; null where it was resolved. */
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
  /** Status of its answer to `/_ping` without TLS; null where it speaks no plain HTTP. */
  readonly status: number | null;
  /** It speaks HTTP/2 without being asked to switch; null where that was not tried. */
  readonly http2: boolean | null;
  readonly tookMs: number;
}

/** Certificates of a client, as its folder holds them. */
export interface ClientCertificates {
  readonly folder: string;
  /** Why they cannot be used, as one line with what to do; not safe to print. Null where they can. */
  readonly error: string | null;
  /** ca.pem: what the client trusts. */
  readonly authority: CertificateFacts | null;
  /** cert.pem */
  readonly client: CertificateFacts | null;
}

export interface CertificateFacts {
  /** Common name. */
  readonly subject: string;
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** TLS with the daemon, with whatever the client has. */
export interface ProbedHandshake {
  /** `TLSv1.3`; null where they did not agree. */
  readonly protocol: string | null;
  /** The daemon does not answer who shows no certificate; null where that was not found out. */
  readonly demandsCertificate: boolean | null;
  /** The alert with which it refused the client, in words: `bad certificate`; null where it did not. */
  readonly refusal: string | null;
  /** Node's or OpenSSL's code where they did not agree for another reason. */
  readonly error: string | null;
}

export interface ProbedCertificate extends CertificateFacts {
  /** `DNS:docker`, `IP:172.18.0.3`. */
  readonly names: readonly string[];
  /** The name or address that the client uses is one of them. */
  readonly coversHost: boolean;
  /** OpenSSL's verdict on the chain (`CERT_HAS_EXPIRED`, `UNABLE_TO_VERIFY_LEAF_SIGNATURE`); null where it holds. */
  readonly error: string | null;
}

export interface ProbedPing {
  /** Null where no answer came. */
  readonly status: number | null;
  readonly apiVersion: string | null;
  readonly server: string | null;
  readonly builderVersion: string | null;
  readonly tookMs: number;
  /** Why there was no answer: `silent` after seconds without a byte, `closed`, or the system's or OpenSSL's code. */
  readonly error: string | null;
}

/** Of `GET /version`; texts are the daemon's and not safe to print. */
export interface ProbedVersion {
  readonly version: string | null;
  /** Highest and lowest version of the Engine API that it takes. */
  readonly apiVersion: string | null;
  readonly minApiVersion: string | null;
  /** `linux/amd64` */
  readonly platform: string | null;
}

/** Of `GET /info`; texts are the daemon's and not safe to print. */
export interface ProbedInfo {
  readonly id: string | null;
  /** Hostname of the daemon's machine or container. */
  readonly name: string | null;
  readonly storageDriver: string | null;
  /** What the storage driver lies on: `extfs`, `overlayfs`. */
  readonly backingFilesystem: string | null;
  readonly rootFolder: string | null;
  readonly operatingSystem: string | null;
  readonly registryMirrors: readonly string[];
}

export interface ProbedBridge {
  readonly mtu: number;
}

export interface LocalNetwork {
  /** Interface of the default route; null where there is none. */
  readonly interface: string | null;
  readonly mtu: number | null;
  readonly nameServers: readonly string[];
}

export interface DiskSpace {
  readonly path: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface DaemonWait {
  readonly forMs: number;
  /** It answered at the end. */
  readonly answered: boolean;
}
