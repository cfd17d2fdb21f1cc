/** The code of datasets' background work. */
import { handleJob, type JobHandler } from '../jobs/index.ts';
import { lockDataset } from './dataset-store.ts';
import { copyRequests, noteChange, transaction } from './item-store.ts';
import { copyRequestsJob } from './job-definitions.ts';

export const datasetJobHandlers: readonly JobHandler[] = [
  // A dataset that was deleted meanwhile wants nothing more; what is in already is not copied again.
  handleJob(copyRequestsJob, ({ datasetId, requestIds, by }) =>
    transaction(async (tx) => {
      if ((await lockDataset(tx, datasetId)) === null) return;
      await copyRequests(tx, datasetId, requestIds, by);
      await noteChange(tx, datasetId);
    }),
  ),
];
