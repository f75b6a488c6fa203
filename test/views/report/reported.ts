import { toldFindings } from '../../../src/cli/check/told-findings.ts';
import { ReportReader } from '../../../src/cli/report/report-reader.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readExchanges } from '../../../src/engine/read-exchanges.ts';
import type { Connection } from '../../../src/model/connection.ts';
import type { Exchange } from '../../../src/model/exchange.ts';
import type { Diagnosis, Finding } from '../../../src/model/finding.ts';
import { makeReport, type Report } from '../../../src/views/report/report.ts';
import type { CommandRun } from '../../../src/views/report/verdict.ts';

/** The report of a capture file, with what the rules find in it. */
export async function reported(path: string): Promise<Report> {
  const reader = new ReportReader();
  for await (const events of readExchanges(path)) for (const event of events) reader.take(event);
  const evidence = { traffic: reader.traffic, environment: null, probe: null, baseline: null };
  return reader.report(path, null, toldFindings(diagnose(evidence), new Set(), null));
}

/** A report of records that a test made, with these findings and no rules. */
export function reportOf(
  exchanges: readonly Exchange[],
  fields: {
    readonly connections?: readonly Connection[];
    readonly findings?: readonly Finding[];
    readonly run?: CommandRun;
    readonly file?: string;
  } = {},
): Report {
  const { connections = [], findings = [], run = null, file = 'build.pcapng' } = fields;
  const diagnosis: Diagnosis = { findings, judged: 1, notJudged: ['context-huge'] };
  return makeReport({
    file,
    capture: null,
    summary: null,
    exchanges,
    connections,
    diagnosis,
    run,
    toolVersion: '1.2.3',
  });
}

/** A finding of no rule that there is, changed by `fields`. */
export function finding(fields: Partial<Finding> = {}): Finding {
  return {
    rule: 'some-rule',
    phase: 'build',
    severity: 'warn',
    certainty: 'sure',
    message: 'The context is 2.0 GB.',
    fix: 'Add `node_modules` to .dockerignore.',
    details: [],
    exchanges: [1],
    connections: [],
    place: null,
    ...fields,
  };
}
