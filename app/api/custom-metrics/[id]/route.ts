import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteCustomMetric, updateCustomMetric } from '#lib/monitors/index.ts';
import { customMetricSchema, saveCustomSchema } from '#lib/monitors/schemas.ts';

const params = z.object({ id: z.uuid() });

export const PUT = route({
  permission: 'monitors.write',
  summary: 'Change a metric of one’s own formula',
  params,
  body: saveCustomSchema,
  output: customMetricSchema,
  handle: ({ caller, params: { id }, body }) => updateCustomMetric(caller, id, body),
});

export const DELETE = route({
  permission: 'monitors.write',
  summary: 'Delete a metric of one’s own formula',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteCustomMetric(caller, id);
    return undefined;
  },
});
