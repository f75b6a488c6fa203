import type { IssueCodes } from '../../layer/issue.ts';

export const archiveIssueCodes = {
  'docker/archive-broken': 'The compressed data is broken; what was unpacked before that is kept.',
  'docker/archive-gap': 'Bytes of a compressed archive are missing, so the rest of it cannot be unpacked.',
  'docker/archive-limit': 'The archive unpacks to more than is read; the rest is not looked at.',
  'docker/archive-not-tar': 'The body holds no tar.',
  'docker/archive-truncated': 'The compressed data ends early.',
  'docker/tar-content-missing': "Bytes of a file's content are missing from the capture.",
  'docker/tar-data-after-end': 'Data follows the end of the archive; the daemon does not read it.',
  'docker/tar-end-missing': 'The archive ends without its end marker of two zero blocks.',
  'docker/tar-gap': 'Bytes between files are missing from the capture; entries in them are unknown.',
  'docker/tar-header-invalid':
    'A block that should be a header is not one; reading went on at the next header.',
  'docker/tar-limit': 'The archive has more entries, or longer names, than are listed.',
  'docker/tar-lone-zero-block':
    'A single zero block stands between entries; the daemon refuses such an archive.',
  'docker/tar-metadata-invalid': 'A pax or GNU extension record is malformed or too long and was left out.',
  'docker/tar-number-invalid': 'A number in a header is malformed or out of range and was replaced.',
  'docker/tar-sparse-invalid': 'The map of a sparse file is malformed; the file is listed without a digest.',
  'docker/tar-truncated': 'The archive ends in the middle of an entry.',
} as const satisfies IssueCodes;

export type ArchiveIssueCode = keyof typeof archiveIssueCodes;
