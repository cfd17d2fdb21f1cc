/** The code of triage's background work. */
import { enqueueAll, handleJob, type JobHandler } from '../jobs/index.ts';
import { assignTopicsJob, dropLooseMarksJob, makeAllTopicsJob, makeTopicsJob } from './job-definitions.ts';
import { dropLooseMarks } from './label-store.ts';
import { assignTopics } from './topics/assign-topics.ts';
import { makeTopics, topicDays } from './topics/make-topics.ts';
import { findAskedEndpoints, transaction } from './topics/topic-store.ts';

export const triageJobHandlers: readonly JobHandler[] = [
  handleJob(makeTopicsJob, ({ endpoint }, run) => makeTopics(endpoint, run)),
  handleJob(makeAllTopicsJob, async () => {
    const endpoints = await findAskedEndpoints(topicDays);
    const entries = endpoints.map((endpoint) => ({ data: { endpoint }, key: endpoint }));
    await transaction((tx) => enqueueAll(tx, makeTopicsJob, entries));
  }),
  handleJob(assignTopicsJob, (_data, run) => assignTopics(run.signal)),
  handleJob(dropLooseMarksJob, async (_data, run) => {
    for (let dropped = 1; dropped > 0; ) {
      run.signal.throwIfAborted();
      dropped = await dropLooseMarks();
    }
  }),
];
