import { assertMay, type Caller } from '../access/index.ts';
import { channelsToChoose, peopleToChoose } from './rule-store.ts';

/** Channels a rule may tell; their names and kinds, no addresses. */
export async function listReceivers(
  caller: Caller,
): Promise<{ items: { id: string; name: string; kind: string }[] }> {
  assertMay(caller, 'alerts.write');
  return { items: await channelsToChoose() };
}

/** People an alert can be given to, and a rule may tell. */
export async function listAssignees(caller: Caller): Promise<{ items: { id: string; name: string }[] }> {
  assertMay(caller, 'alerts.acknowledge');
  return { items: await peopleToChoose() };
}
