import { readFile } from 'node:fs/promises';
import { systemErrorWords } from '../../capture/file/system-error-words.ts';
import type { Finding } from '../../model/finding.ts';
import { fingerprint } from '../../views/findings/fingerprint.ts';
import { ProgramError } from '../exit.ts';
import { FileOutput } from '../output.ts';

/** Findings that somebody has looked at and lives with, from a file that a check wrote. */
export class AcceptedFindings {
  readonly #fingerprints: ReadonlySet<string>;

  constructor(fingerprints: Iterable<string>) {
    this.#fingerprints = new Set(fingerprints);
  }

  /** Throws `ProgramError` for a file that cannot be read or is none of these. */
  static async read(path: string): Promise<AcceptedFindings> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      throw new ProgramError(`cannot read ${path}: ${systemErrorWords(error)}`, { cause: error });
    }
    const fingerprints = fingerprintsIn(text);
    if (fingerprints === null) {
      throw new ProgramError(`${path} holds no accepted findings; --save-accepted writes such a file`);
    }
    return new AcceptedFindings(fingerprints);
  }

  /** With the words of each finding, for whoever reads the file in a review. */
  static async save(path: string, findings: readonly Finding[]): Promise<void> {
    const accepted = findings.map((finding) => ({
      rule: finding.rule,
      message: finding.message,
      fingerprint: fingerprint(finding),
    }));
    const output = new FileOutput(path, '-');
    try {
      await output.write(`${JSON.stringify({ accepted }, null, 2)}\n`);
    } finally {
      await output.close();
    }
  }

  has(finding: Finding): boolean {
    return this.#fingerprints.has(fingerprint(finding));
  }
}

function fingerprintsIn(text: string): readonly string[] | null {
  try {
    const { accepted } = JSON.parse(text) as { accepted?: unknown };
    if (!Array.isArray(accepted)) return null;
    const prints = accepted.map((entry: { fingerprint?: unknown } | null) => entry?.fingerprint);
    return prints.every((print) => typeof print === 'string') ? prints : null;
  } catch {
    return null;
  }
}
