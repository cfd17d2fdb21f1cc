import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { cancelSchedule } from '#lib/serving/index.ts';
import { endpointNameSchema, trafficScheduleSchema } from '#lib/serving/schemas.ts';

export const DELETE = route({
  permission: 'endpoints.write',
  summary: 'Cancel a planned split',
  params: z.object({ name: endpointNameSchema, id: z.uuid() }),
  output: trafficScheduleSchema,
  handle: ({ caller, params: { name, id } }) => cancelSchedule(caller, name, id),
});
