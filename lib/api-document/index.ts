export { apiDocument, type WrittenDocument } from './api-document.ts';
export { describeApi } from './describe-api.ts';
export type { DocumentedRoute } from './describe-operation.ts';
