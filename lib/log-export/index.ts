export { deleteLogExport } from './delete-export.ts';
export { logExportJobHandlers } from './job-handlers.ts';
export { listExportFiles, listExportRuns, listLogExports } from './list-exports.ts';
export { requestExportRun } from './request-run.ts';
export { rewriteStaleExports } from './rewrite-stale.ts';
export { createLogExport, updateLogExport } from './save-export.ts';
export { testLogExport } from './test-export.ts';
