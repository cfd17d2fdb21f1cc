import { AppError } from '../../../platform/errors.ts';
import type { ServedEntity } from '../../schemas.ts';
import type { RouteBody } from './body.ts';

/**
 * Traffic percentages by entity name: those of the routes; without routes, everything for a single entity, or what entities
 * of the same names have now. Throws `invalid`.
 */
export function sharesOf(
  names: readonly string[],
  routes: readonly RouteBody[] | null | undefined,
  before: readonly ServedEntity[],
): Map<string, number> {
  if (routes && routes.length > 0) return ofRoutes(names, routes);
  const [only] = names;
  if (only !== undefined && names.length === 1) return new Map([[only, 100]]);
  const now = new Map(before.map(({ name, trafficPercentage }) => [name, trafficPercentage]));
  if (now.size === names.length && names.every((name) => now.has(name))) return now;
  throw refusal(
    `There are ${names.length} served entities and no routes. Say in traffic_config.routes how much traffic each gets.`,
  );
}

function ofRoutes(names: readonly string[], routes: readonly RouteBody[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const route of routes) {
    const name = route.served_entity_name ?? route.served_model_name ?? '';
    if (!names.includes(name)) {
      throw refusal(`There is no served entity named "${name}" to route to. There are: ${names.join(', ')}.`);
    }
    if (shares.has(name)) throw refusal(`There are two routes to the served entity "${name}".`);
    shares.set(name, route.traffic_percentage);
  }
  return shares;
}

function refusal(message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path: 'traffic_config.routes', message }] });
}
