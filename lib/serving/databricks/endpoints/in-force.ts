import { AppError } from '../../../platform/errors.ts';
import { configOf, findEndpoint, prisma } from '../../endpoints/endpoint-store.ts';
import type { ShownEndpoint } from './present-serving-endpoint.ts';

/** An endpoint with its configuration in force. Checks no permission. Throws `not_found`. */
export async function inForce(name: string): Promise<ShownEndpoint> {
  const endpoint = await findEndpoint(prisma(), name);
  return { endpoint, config: await configOf(prisma(), endpoint) };
}

export async function exists(name: string): Promise<boolean> {
  try {
    await findEndpoint(prisma(), name);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return false;
    throw error;
  }
}
