import { assertMayAt, type Caller } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import type { RuleInput } from './rule-schemas.ts';
import { environmentOf, kindOfChannel, missingReceivers } from './rule-store.ts';

/**
 * What a rule may do beyond telling is only for who may do it themselves: a roll-back takes `endpoints.write` at the
 * endpoint. Throws `forbidden`, and `invalid` for receivers that are not there.
 */
export async function checkRule(
  caller: Caller,
  { document }: RuleInput,
  endpoint: string | null,
): Promise<void> {
  const { action, notify } = document;
  if (action.kind === 'rollback') {
    if (endpoint === null) {
      throw invalid(
        'document.action',
        'Only a rule about one endpoint can roll it back. Choose the endpoint.',
      );
    }
    const environment = await environmentOf(endpoint);
    assertMayAt(caller, 'endpoints.write', { kind: 'endpoint', name: endpoint, environment });
  }
  if (action.kind === 'webhook' && (await kindOfChannel(action.channelId)) !== 'webhook') {
    throw invalid('document.action.channelId', 'Choose a channel of the kind webhook.');
  }
  const missing = await missingReceivers(notify.channels, notify.people);
  if (missing.channels.length > 0) {
    throw invalid('document.notify.channels', 'A channel is no longer there. Choose another one.');
  }
  if (missing.people.length > 0) {
    throw invalid('document.notify.people', 'Somebody is no longer there. Choose another person.');
  }
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] });
}
