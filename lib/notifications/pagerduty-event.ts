import { addressOf, cut, type Told, threadOf } from './told.ts';

/**
 * An event of PagerDuty's Events API v2. All of one conversation has one `dedup_key`: the first triggers an incident, further
 * ones are added to it, somebody's acknowledgement acknowledges it, and the end of the last alert resolves it.
 */
export function pagerDutyEventOf(told: Told, routingKey: string): object {
  const thread = threadOf(told);
  const key = { routing_key: routingKey, dedup_key: `slipway:${thread?.thread ?? told.id}` };
  if (thread?.status === 'acknowledged') return { ...key, event_action: 'acknowledge' };
  if (thread?.status === 'resolved' && thread.ended) return { ...key, event_action: 'resolve' };
  const address = addressOf(told);
  return {
    ...key,
    event_action: 'trigger',
    payload: {
      summary: cut(`${told.title}: ${told.text}`.replaceAll('\n', ' '), 1024),
      source: 'Slipway',
      severity: told.severity,
      timestamp: told.createdAt.toISOString(),
      class: told.topic,
      custom_details: told.data,
    },
    client: 'Slipway',
    ...(address !== null && { client_url: address, links: [{ href: address, text: 'Open in Slipway' }] }),
  };
}
