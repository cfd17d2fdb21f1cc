import { assertMayAt, type Caller } from '../access/index.ts';
import { environmentOfEndpoint } from './policy-store.ts';
import { RequestGuard } from './request-guard.ts';
import { assertPatterns } from './save-policy.ts';
import type { Trial, TryPolicy } from './schemas.ts';

/** What a policy, saved or not, would make of a text. Nothing is kept. */
export async function tryPolicy(caller: Caller, endpoint: string, trial: TryPolicy): Promise<Trial> {
  const environment = await environmentOfEndpoint(endpoint);
  assertMayAt(caller, 'endpoints.read', { kind: 'endpoint', name: endpoint, environment });
  assertPatterns(trial.document);
  const guard = new RequestGuard({ number: 0, document: trial.document });
  const { text, blocked } = screened(guard, trial);
  return { text, blocked, message: blocked ? guard.message : null, hits: guard.hits };
}

function screened(guard: RequestGuard, { stage, text }: TryPolicy): { text: string; blocked: boolean } {
  if (stage === 'input') {
    const request = guard.screenRequest({ history: [], question: text, following: [], inputs: {} });
    return { text: request.question, blocked: request.blocked };
  }
  if (stage === 'output') {
    const screen = guard.openOutput();
    if (screen === null) return { text, blocked: false };
    const first = screen.push(text);
    const last = screen.end();
    return { text: first.text + last.text, blocked: last.refusal !== null };
  }
  return guard.screenPassageText(text);
}
