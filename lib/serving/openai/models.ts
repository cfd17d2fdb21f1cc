import type { Caller } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import { listServableEndpoints } from '../endpoints/list-servable-endpoints.ts';

export async function listModels(caller: Caller) {
  const endpoints = await listServableEndpoints(caller);
  return { object: 'list', data: endpoints.map(modelBody) };
}

/** Throws `not_found` (reason `model_not_found`), also for endpoints that the caller may not use. */
export async function getModel(caller: Caller, name: string) {
  const endpoint = (await listServableEndpoints(caller)).find((candidate) => candidate.name === name);
  if (endpoint !== undefined) return modelBody(endpoint);
  const message = `The model "${name.slice(0, 200)}" does not exist, or this key may not use it.`;
  throw new AppError('not_found', message, {
    reason: 'model_not_found',
    issues: [{ path: 'model', message }],
  });
}

/** An endpoint as OpenAI shows a model. */
function modelBody({ name, createdAt }: { name: string; createdAt: Date }) {
  return {
    id: name,
    object: 'model',
    created: Math.floor(createdAt.getTime() / 1000),
    owned_by: 'slipway',
  };
}
