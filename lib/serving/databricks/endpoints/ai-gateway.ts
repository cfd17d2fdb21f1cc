/**
 * The AI Gateway of an endpoint (databricks-sdk-py `service/serving.py`, `AiGatewayConfig`). What Slipway always does may be
 * asked for; what it does not do yet is refused rather than stored and forgotten.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import type { ServedEntity } from '../../schemas.ts';

const guardSchema = z
  .object({
    invalid_keywords: z.array(z.string()).nullish(),
    valid_topics: z.array(z.string()).nullish(),
    safety: z.boolean().nullish(),
    pii: z.object({ behavior: z.string().nullish() }).nullish(),
  })
  .nullish();
type Guard = z.output<typeof guardSchema>;

const switchSchema = z.object({ enabled: z.boolean().nullish() }).nullish();

export const aiGatewaySchema = z.object({
  fallback_config: z.object({ enabled: z.boolean() }).nullish(),
  guardrails: z.object({ input: guardSchema, output: guardSchema }).nullish(),
  inference_table_config: switchSchema,
  rate_limits: z.array(z.unknown()).nullish(),
  usage_tracking_config: switchSchema,
});
export type AiGatewayBody = z.output<typeof aiGatewaySchema>;

function refusal(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] });
}

function guards(guard: Guard): boolean {
  if (!guard) return false;
  const masks = guard.pii?.behavior != null && guard.pii.behavior.toUpperCase() !== 'NONE';
  const lists = [guard.invalid_keywords, guard.valid_topics];
  return masks || guard.safety === true || lists.some((list) => (list?.length ?? 0) > 0);
}

/** Throws `invalid` for what cannot be honoured. */
export function assertHonoured(gateway: AiGatewayBody): void {
  if ((gateway.rate_limits?.length ?? 0) > 0) {
    throw refusal(
      'rate_limits',
      'Rate limits are set of their own here, with PUT /api/limits/rates. Leave rate_limits out.',
    );
  }
  if (guards(gateway.guardrails?.input) || guards(gateway.guardrails?.output)) {
    throw refusal(
      'guardrails',
      'Guardrails belong to a version here: add steps like mask-pii or banned-topics to its chain, and leave guardrails out.',
    );
  }
  if (gateway.usage_tracking_config?.enabled === false) {
    throw refusal('usage_tracking_config', 'Usage is always tracked. Leave usage_tracking_config out.');
  }
  if (gateway.inference_table_config?.enabled === false) {
    throw refusal(
      'inference_table_config',
      'Every request is kept in the log. Leave inference_table_config out.',
    );
  }
}

/**
 * Databricks asks the other entities in the order of the list, beginning anew at its end; fallbacks here never go in a
 * circle, so each entity falls back to those after it and the last to none.
 */
export function withFallbacks(entities: readonly ServedEntity[], enabled: boolean): ServedEntity[] {
  const names = entities.map(({ name }) => name);
  return entities.map((entity, index) => ({
    ...entity,
    fallbacks: enabled ? names.slice(index + 1, index + 11) : [],
  }));
}

/** Whether the fallbacks are those that `withFallbacks` makes, so that a new list of entities gets them too. */
export function followsTheList(entities: readonly ServedEntity[]): boolean {
  return entities.length > 1 && isDeepStrictEqual(withFallbacks(entities, true), entities);
}

export function presentAiGateway(entities: readonly ServedEntity[]) {
  return {
    usage_tracking_config: { enabled: true },
    inference_table_config: { enabled: true },
    fallback_config: { enabled: entities.some(({ fallbacks }) => fallbacks.length > 0) },
  };
}

/** These entities under a gateway that `assertHonoured` let pass. Throws `invalid` when there is nothing to fall back to. */
export function withGateway(
  entities: ServedEntity[],
  { fallback_config: fallback }: AiGatewayBody,
): ServedEntity[] {
  if (!fallback) return entities;
  if (fallback.enabled && entities.length === 1) {
    throw refusal(
      'fallback_config',
      'There is one served entity, so there is none to fall back to. Add another one first.',
    );
  }
  return withFallbacks(entities, fallback.enabled);
}
