/** Shapes of proposed changes that the server and the screens share. */
import { z } from 'zod';
import { promoteVersionSchema } from '../promotion/schemas.ts';
import { aliasNameSchema, moveAliasSchema, transitionStageSchema } from '../registry/schemas.ts';
import {
  createEndpointSchema,
  rollbackEndpointSchema,
  scheduleTrafficSchema,
  updateEndpointSchema,
} from '../serving/schemas.ts';

const name = z.string().min(1).max(200);
const number = z.number().int().min(1);

/** What can be proposed: the verb, and exactly what it takes. */
export const proposalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('endpoint.create'), input: createEndpointSchema }),
  z.object({ kind: z.literal('endpoint.update'), endpoint: name, input: updateEndpointSchema }),
  z.object({ kind: z.literal('endpoint.rollback'), endpoint: name, input: rollbackEndpointSchema }),
  z.object({ kind: z.literal('endpoint.schedule'), endpoint: name, input: scheduleTrafficSchema }),
  z.object({ kind: z.literal('endpoint.delete'), endpoint: name, input: z.object({ confirm: name }) }),
  z.object({ kind: z.literal('alias.move'), model: name, alias: aliasNameSchema, input: moveAliasSchema }),
  z.object({
    kind: z.literal('stage.transition'),
    model: name,
    version: number,
    input: transitionStageSchema,
  }),
  z.object({
    kind: z.literal('version.promote'),
    model: name,
    version: number,
    input: promoteVersionSchema,
  }),
]);
export type Proposal = z.output<typeof proposalSchema>;
export type ProposalKind = Proposal['kind'];

export const proposeChangeSchema = z.object({
  proposal: proposalSchema,
  /** Why, for the person who decides. */
  reason: z.string().trim().min(1, 'Say why, for the person who decides.').max(2000),
});
export type ProposeChange = z.input<typeof proposeChangeSchema>;

export const changeStates = ['pending', 'applying', 'applied', 'refused', 'withdrawn', 'failed'] as const;
export const changeStateSchema = z.enum(changeStates);
export type ChangeState = z.infer<typeof changeStateSchema>;

const personSchema = z.object({ id: z.string(), name: z.string() });

export const changeSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** What it does, in one line. */
  summary: z.string(),
  environment: z.string().nullable(),
  place: z.object({ kind: z.enum(['endpoint', 'model']), name: z.string() }),
  /** The parts that change, as they were when it was proposed. */
  before: z.json().nullable(),
  after: z.json().nullable(),
  reason: z.string(),
  ticket: z.string(),
  state: changeStateSchema,
  requestedBy: personSchema,
  decidedBy: personSchema.nullable(),
  decidedAt: z.iso.datetime().nullable(),
  note: z.string(),
  /** Why an approved change could not be made. */
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** What the reader may do with it now. */
  may: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
  /** Why the reader may not decide; null when they may, or nobody may any more. */
  whyNot: z.string().nullable(),
});
export type Change = z.infer<typeof changeSchema>;

export const listChangesQuerySchema = z.object({
  state: z.enum(['open', 'all']).default('open'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListChangesQuery = z.infer<typeof listChangesQuerySchema>;
export const changeListSchema = z.object({ items: z.array(changeSchema), total: z.number().int() });

export const decideChangeSchema = z.object({
  decision: z.enum(['approve', 'refuse']),
  note: z.string().trim().max(2000).default(''),
});
export type DecideChange = z.input<typeof decideChangeSchema>;

export const changeParamsSchema = z.object({ id: z.uuid('This is not an id.') });
