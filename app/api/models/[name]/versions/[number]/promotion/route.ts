import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { previewPromotion, promoteVersion } from '#lib/promotion/index.ts';
import {
  previewPromotionSchema,
  promoteVersionSchema,
  promotionPreviewSchema,
  promotionResultSchema,
} from '#lib/promotion/schemas.ts';
import { modelNameSchema, versionNumberSchema } from '#lib/registry/schemas.ts';

const params = z.object({ name: modelNameSchema, number: versionNumberSchema });
/** The dry run asks a provider. */
const timeoutMs = 60_000;

export const GET = route({
  permission: 'models.read',
  summary: 'See what a promotion would change',
  params,
  query: previewPromotionSchema,
  output: promotionPreviewSchema,
  timeoutMs,
  handle: ({ caller, params: { name, number }, query }) => previewPromotion(caller, name, number, query.to),
});

export const POST = route({
  permission: 'models.promote',
  summary: 'Promote a version',
  params,
  body: promoteVersionSchema,
  output: promotionResultSchema,
  timeoutMs,
  handle: ({ caller, params: { name, number }, body }) => promoteVersion(caller, name, number, body),
});
