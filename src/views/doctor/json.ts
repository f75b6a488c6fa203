import type { Diagnosis } from '../../model/finding.ts';
import { safeText } from '../view-model/safe-text.ts';
import { type Consultation, doctorReport } from './doctor-report.ts';

/** One document; docs/doctor.md tells its members. Every text in it is safe to print. */
export function doctorJson(consultation: Consultation, diagnosis: Diagnosis, toolVersion: string): string {
  const { daemon, environment, probe, cli } = consultation;
  const { steps, works, reasons } = doctorReport(consultation);
  const document = {
    type: 'doctor',
    version: toolVersion,
    works,
    daemon: { ...daemon, reasons },
    steps,
    findings: diagnosis.findings,
    notJudged: diagnosis.notJudged,
    probe,
    environment: { ...environment, daemon: undefined },
    cli,
  };
  return `${JSON.stringify(document, safeTexts, 2)}\n`;
}

/** What a name server, a certificate or a daemon says. */
function safeTexts(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? safeText(value) : value;
}
