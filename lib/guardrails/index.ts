export {
  type DocumentEvent,
  type GuardRecord,
  insertGuardEvents,
  replaceDocumentEvents,
  setRevisionVerdict,
} from './event-store.ts';
export { getPolicy } from './get-policy.ts';
export { judgeEvent } from './judge-event.ts';
export { listEvents } from './list-events.ts';
export { closedGuard, guardFor } from './policy-in-force.ts';
export { queryGuardMetrics } from './query-guard-metrics.ts';
export type { GuardedRequest, RequestGuard } from './request-guard.ts';
export { savePolicy } from './save-policy.ts';
export { screenDocument } from './screen-document.ts';
export { tryPolicy } from './try-policy.ts';
