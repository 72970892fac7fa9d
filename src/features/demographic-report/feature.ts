import type { Feature } from '#kernel/http.ts';
import { deleteQuery } from './delete-query.ts';
import { deleteSharedQuery } from './delete-shared-query.ts';
import { exportReport } from './export-report.ts';
import { listQueries } from './list-queries.ts';
import { printReport } from './print-report.ts';
import { readReportChoices } from './read-report-choices.ts';
import { renameSharedQuery } from './rename-shared-query.ts';
import { runReport } from './run-report.ts';
import { saveQuery } from './save-query.ts';
import { updateQuery } from './update-query.ts';

export const demographicReport: Feature = {
  commands: [
    runReport,
    exportReport,
    printReport,
    saveQuery,
    updateQuery,
    deleteQuery,
    renameSharedQuery,
    deleteSharedQuery,
  ],
  queries: [readReportChoices, listQueries],
};
