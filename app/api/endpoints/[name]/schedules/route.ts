import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { scheduleTraffic } from '#lib/serving/index.ts';
import { endpointNameSchema, scheduleTrafficSchema, trafficScheduleSchema } from '#lib/serving/schemas.ts';

export const POST = route({
  permission: 'endpoints.write',
  summary: 'Plan a split in steps',
  params: z.object({ name: endpointNameSchema }),
  body: scheduleTrafficSchema,
  output: trafficScheduleSchema,
  status: 201,
  handle: ({ caller, params: { name }, body }) => scheduleTraffic(caller, name, body),
});
