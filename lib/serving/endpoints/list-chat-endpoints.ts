import { assertMay, type Caller, mayAt } from '../../access/index.ts';
import { type ChatEndpoint, environmentSchema } from '../schemas.ts';
import { allEndpoints } from './endpoint-store.ts';

/** What a person may choose to talk to: production, and every other environment for those who watch endpoints. */
export async function listChatEndpoints(caller: Caller): Promise<ChatEndpoint[]> {
  assertMay(caller, 'chat.use');
  const rows = await allEndpoints();
  return rows
    .map(({ endpoint: { name, description, environment } }) => ({
      name,
      description,
      environment: environmentSchema.parse(environment),
    }))
    .filter(({ name, environment }) => {
      const place = { kind: 'endpoint', name, environment } as const;
      const shown = environment === 'production' || mayAt(caller, 'endpoints.read', place);
      return shown && mayAt(caller, 'chat.use', place);
    });
}
