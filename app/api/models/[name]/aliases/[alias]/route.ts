import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { aliasHistory, deleteAlias, moveAlias } from '#lib/registry/index.ts';
import {
  aliasMoveSchema,
  aliasNameSchema,
  deleteAliasSchema,
  modelNameSchema,
  moveAliasSchema,
} from '#lib/registry/schemas.ts';

const params = z.object({ name: modelNameSchema, alias: aliasNameSchema });

export const GET = route({
  permission: 'models.read',
  summary: 'See what moving an alias would change',
  params,
  output: z.object({ items: z.array(aliasMoveSchema) }),
  handle: async ({ caller, params: { name, alias } }) => ({ items: await aliasHistory(caller, name, alias) }),
});

export const PUT = route({
  permission: 'models.promote',
  summary: 'Move an alias',
  params,
  body: moveAliasSchema,
  output: aliasMoveSchema,
  handle: ({ caller, params: { name, alias }, body }) => moveAlias(caller, name, alias, body),
});

export const DELETE = route({
  permission: 'models.promote',
  summary: 'Delete an alias',
  params,
  query: deleteAliasSchema,
  handle: async ({ caller, params: { name, alias }, query }) => {
    await deleteAlias(caller, name, alias, query);
    return undefined;
  },
});
