import type { CaptureRecords, Report, ReportName } from '../report.ts';
import { buildsReport } from './builds.ts';
import { captureReport } from './capture.ts';
import { connectionsReport } from './connections.ts';
import { credentialsReport } from './credentials.ts';
import { filesReport } from './files.ts';
import { findingsReport } from './findings.ts';
import { issuesReport } from './issues.ts';
import { statisticsReport } from './statistics.ts';

/** A screen beside the list; in the list, its digit opens it. */
export interface ReportScreen {
  readonly name: ReportName;
  readonly title: string;
  readonly digit: string;
  readonly make: (records: CaptureRecords) => Report;
}

export const reportScreens: readonly ReportScreen[] = [
  { name: 'builds', title: 'Builds', digit: '2', make: buildsReport },
  { name: 'credentials', title: 'Registries and credentials', digit: '3', make: credentialsReport },
  { name: 'files', title: 'Files sent to builds', digit: '4', make: filesReport },
  { name: 'statistics', title: 'Statistics', digit: '5', make: statisticsReport },
  { name: 'connections', title: 'Connections', digit: '6', make: connectionsReport },
  { name: 'issues', title: 'Issues', digit: '7', make: issuesReport },
  { name: 'capture', title: 'Capture', digit: '8', make: captureReport },
  { name: 'findings', title: 'Findings: what is wrong, and what to do', digit: '9', make: findingsReport },
];

export function makeReport(name: ReportName, records: CaptureRecords): Report {
  const screen = reportScreens.find((one) => one.name === name);
  // Every name is in the table, which the type of `reports` cannot say.
  return screen === undefined ? { notes: [], columns: [], rows: [], more: 0 } : screen.make(records);
}
