/** Endpoints with guardrails. Import after `test-database.ts`. */
import { savePolicy } from '../../lib/guardrails/index.ts';
import { policyDocumentSchema } from '../../lib/guardrails/schemas.ts';
import { heard } from './changes.ts';
import { admin } from './registry.ts';
import { serve, versionOf } from './traffic.ts';

/** Serves a model behind a policy; the endpoint's name. `more` are settings of the served entity. */
export async function serveGuarded(
  model: string,
  document: unknown,
  more: Record<string, unknown> = {},
): Promise<string> {
  const endpoint = await serve({ name: 'main', target: versionOf(model), ...more });
  const input = { document: policyDocumentSchema.parse(document), expectedNumber: 0, reason: '' };
  await heard({ topic: 'endpoint', key: endpoint }, () => savePolicy(admin, endpoint, input));
  return endpoint;
}
