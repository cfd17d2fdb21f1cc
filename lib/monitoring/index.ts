export { armResults } from './arm-results.ts';
export { countFeedback, type FeedbackValue, type RatedAnswer } from './count-feedback.ts';
export { countRequests, type MeasuredRequest } from './count-requests.ts';
export { forgetUnitsIn } from './forget-units.ts';
export { monitoringJobHandlers } from './jobs.ts';
export { queryMetrics } from './query-metrics.ts';
export { rateEstimate } from './statistics/rate.ts';
