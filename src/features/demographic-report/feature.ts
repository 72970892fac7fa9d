import type { Feature } from '#kernel/http.ts';
import { exportReport } from './export-report.ts';
import { readReportChoices } from './read-report-choices.ts';
import { runReport } from './run-report.ts';

export const demographicReport: Feature = {
  commands: [runReport, exportReport],
  queries: [readReportChoices],
};
