import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Evidence } from '../../diagnosis/evidence.ts';
import { rules } from '../../diagnosis/rules.ts';
import type { Traffic } from '../../diagnosis/traffic.ts';
import type { FailOn, FindingsReport } from '../../views/findings/findings-report.ts';
import { safeText } from '../../views/view-model/safe-text.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../exit.ts';
import { version } from '../version.ts';
import { AcceptedFindings } from './accepted-findings.ts';
import { readTraffic } from './read-traffic.ts';
import { toldFindings } from './told-findings.ts';

/** Options of every command that tells findings. */
export interface JudgeOptions {
  readonly failOn: FailOn;
  readonly ignore?: readonly string[];
  /** An earlier capture. */
  readonly baseline?: string;
  readonly accepted?: string;
  /** Of `--findings FORMAT=FILE`. */
  readonly findings?: readonly { readonly format: string; readonly path: string }[];
}

/** Holds captures against the rules, as the options say. */
export class Judge {
  readonly #failOn: FailOn;
  readonly #ignored: ReadonlySet<string>;
  readonly #accepted: AcceptedFindings | null;
  readonly #baseline: Traffic | null;

  private constructor(
    failOn: FailOn,
    ignored: ReadonlySet<string>,
    accepted: AcceptedFindings | null,
    baseline: Traffic | null,
  ) {
    this.#failOn = failOn;
    this.#ignored = ignored;
    this.#accepted = accepted;
    this.#baseline = baseline;
  }

  /** Reads the files that the options name; throws for those that cannot be read, and for unknown rules. */
  static async make(options: JudgeOptions, context: Context): Promise<Judge> {
    const ignored = new Set(options.ignore);
    for (const id of ignored) {
      if (!rules.some((rule) => rule.id === id)) {
        throw new UsageError(`there is no rule '${id}'; docs/rules.md lists them`);
      }
    }
    const accepted = options.accepted === undefined ? null : await AcceptedFindings.read(options.accepted);
    const baseline = options.baseline === undefined ? null : await readTraffic(options.baseline, context);
    return new Judge(options.failOn, ignored, accepted, baseline);
  }

  /** `capture`: its path as the user gave it. */
  report(
    capture: string,
    evidence: Omit<Evidence, 'baseline'> & { readonly traffic: Traffic },
  ): FindingsReport {
    const diagnosis = diagnose({ ...evidence, baseline: this.#baseline });
    return {
      capture: safeText(capture),
      toolVersion: version,
      failOn: this.#failOn,
      operation: (id) => evidence.traffic.words(id),
      ...toldFindings(diagnosis, this.#ignored, this.#accepted),
    };
  }
}
