export {
  defineJob,
  handleJob,
  type Job,
  type JobHandler,
  type JobOptions,
  type JobRun,
} from './define-job.ts';
export { type EnqueueOptions, enqueue, enqueueAll } from './enqueue.ts';
export { closeJobs } from './queue.ts';
export { type QueueState, queueStates } from './queue-states.ts';
export { startWorker, type Worker } from './start-worker.ts';
