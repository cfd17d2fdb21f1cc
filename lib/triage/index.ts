export { createLabel, deleteLabel, listLabels, updateLabel } from './change-labels.ts';
export { createView, deleteView, listViews, updateView } from './change-views.ts';
export { triageJobHandlers } from './jobs.ts';
export { listProblems } from './list-problems.ts';
export { finishRequests, labelRequests } from './mark-requests.ts';
export { listTopics, topicsOf } from './topics/list-topics.ts';
export { startTopics } from './topics/start-topics.ts';
