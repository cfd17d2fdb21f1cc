import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { judgeEvent } from '#lib/guardrails/index.ts';
import { giveVerdictSchema, guardEventSchema } from '#lib/guardrails/schemas.ts';

export const POST = route({
  permission: 'guardrails.review',
  summary: 'Say whether a guardrail was right',
  params: z.object({ id: z.uuid() }),
  body: giveVerdictSchema,
  output: guardEventSchema,
  handle: ({ caller, params: { id }, body: { verdict } }) => judgeEvent(caller, id, verdict),
});
