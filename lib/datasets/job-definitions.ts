/** The background work of datasets; its code is bound in jobs.ts. */
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';

/** Requests the one who asked for it was found to have the right to read. */
export const copyRequestsJob = defineJob({
  name: 'copy-requests',
  schema: z.object({
    datasetId: z.uuid(),
    requestIds: z.array(z.uuid()),
    by: z.object({ id: z.uuid().nullable(), name: z.string() }),
  }),
});
