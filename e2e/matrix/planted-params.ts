import { newId } from '../../lib/platform/ids.ts';
import type { World } from './world.ts';

/** The planted thing a route's segments name; by the first pattern that fits. */
const named: readonly [RegExp, (world: World) => Record<string, string | string[]>][] = [
  [/^\/api\/models/, ({ model }) => ({ name: model, number: '1', alias: 'champion' })],
  [
    /^\/api\/(knowledge|2\.0\/vector-search)/,
    ({ knowledge, documentId }) => ({ name: knowledge, id: documentId }),
  ],
  [/endpoints/, ({ endpoint }) => ({ name: endpoint, endpoint, id: newId() })],
  [/^\/api\/documents/, ({ revisionId }) => ({ revisionId })],
  [/^\/api\/pdf-assets/, () => ({ folder: 'standard_fonts', file: 'LICENSE_FOXIT' })],
  [/^\/api\/(conversations|chat)/, ({ conversationId }) => ({ id: conversationId, conversationId })],
  [/^\/api\/(inferences|feedback)/, ({ requestId }) => ({ requestId })],
  [/^\/api\/experiments/, ({ experimentId }) => ({ id: experimentId })],
  [/^\/api\/runs/, ({ runId }) => ({ id: runId, key: ['loss'] })],
  [/^\/api\/users/, ({ person }) => ({ id: person.id })],
  [/^\/api\/teams/, ({ teamId, person }) => ({ id: teamId, userId: person.id })],
  [/^\/api\/checks/, ({ checkId }) => ({ id: checkId })],
  [/^\/api\/grants/, ({ grantId }) => ({ id: grantId })],
  [/^\/api\/keys/, ({ keyId }) => ({ id: keyId })],
  [/^\/api\/roles/, ({ role }) => ({ name: role })],
  [/^\/api\/providers/, ({ provider }) => ({ name: provider })],
  [/^\/api\/dashboards/, ({ dashboardId }) => ({ id: dashboardId })],
  [/^\/api\/notifications/, ({ channelId }) => ({ id: channelId })],
  [/^\/v1\/models/, ({ endpoint }) => ({ model: endpoint })],
];

/** Values for the segments of a route; an id of nothing where nothing was planted. */
export function plantedParams(pattern: string, world: World): Record<string, string | string[]> {
  const values = named.find(([fits]) => fits.test(pattern))?.[1](world) ?? {};
  const segments = [...pattern.matchAll(/\[+(\.\.\.)?(\w+)\]+/g)];
  return Object.fromEntries(
    segments.map(([, rest, name = '']) => [name, values[name] ?? (rest ? ['nothing'] : newId())]),
  );
}
