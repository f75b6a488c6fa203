/** What of an exchange can be written out: its archive's files, a body, or one of Docker's streams. */
export const EXTRACTABLE = ['files', 'request', 'response', 'stdin', 'stdout', 'stderr', 'raw'] as const;

export type Extractable = (typeof EXTRACTABLE)[number];
