/** The code of datasets' background work. */
import { handleJob, type JobHandler } from '../jobs/index.ts';
import { lockDataset } from './dataset-store.ts';
import { copyRequests, countHeld, noteChange, transaction } from './item-store.ts';
import { copyRequestsJob } from './job-definitions.ts';
import { maxItems } from './schemas.ts';

export const datasetJobHandlers: readonly JobHandler[] = [
  // A dataset that was deleted meanwhile wants nothing more; what is in already is not copied again.
  handleJob(copyRequestsJob, ({ datasetId, requestIds, by }) =>
    transaction(async (tx) => {
      if ((await lockDataset(tx, datasetId)) === null) return;
      // Others may have filled it meanwhile.
      const room = Math.max(0, maxItems - (await countHeld(tx, datasetId)));
      await copyRequests(tx, datasetId, requestIds.slice(0, room), by);
      await noteChange(tx, datasetId);
    }),
  ),
];
