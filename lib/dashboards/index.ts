export { readDocumentUse } from './documents/read-document-use.ts';
export { dashboardJobHandlers } from './jobs.ts';
export { marksBetween } from './marks/marks-between.ts';
export { exportOverview } from './overview/export-overview.ts';
export { listUnanswered } from './overview/list-unanswered.ts';
export { readOverview } from './overview/read-overview.ts';
export {
  createReport,
  deleteReport,
  listReports,
  sendReportNow,
  updateReport,
} from './reports/change-reports.ts';
export { addPanel } from './saved/add-panel.ts';
export { copyDashboard } from './saved/copy-dashboard.ts';
export { createDashboard } from './saved/create-dashboard.ts';
export { deleteDashboard } from './saved/delete-dashboard.ts';
export { getDashboard } from './saved/get-dashboard.ts';
export { listDashboards } from './saved/list-dashboards.ts';
export { saveDashboard } from './saved/save-dashboard.ts';
