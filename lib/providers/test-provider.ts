import { assertMay, type Caller } from '../access/index.ts';
import { modelParametersSchema } from '../chain/schemas.ts';
import { AppError } from '../platform/errors.ts';
import { closeCircuit } from './circuit/monitor.ts';
import { type Provider, ProviderError } from './contract.ts';
import { openProvider } from './open-providers.ts';
import type { ProviderSummary, ProviderTest, ProviderTestInput } from './schemas.ts';

const testTimeoutMs = 15_000;
const maxReplyChars = 200;

/** Makes one tiny call and says how it went, open circuit or not; a failing provider is a result, not an error. Throws `not_found`. */
export async function testProvider(
  caller: Caller,
  name: string,
  input: ProviderTestInput,
  signal: AbortSignal,
): Promise<ProviderTest> {
  assertMay(caller, 'providers.write');
  const { direct, summary } = await openProvider(name);
  const model = input.model ?? summary.models[0]?.name ?? soleModel(summary);
  if (model === undefined) throw new AppError('invalid', 'Name a model to try, or add one to the provider.');
  const began = performance.now();
  const result = await tryOnce(direct, model, signal);
  if (result.ok) closeCircuit(name);
  return { ...result, model, latencyMs: performance.now() - began };
}

/** An `/invocations` serves one model, whatever it is called. */
function soleModel({ kind }: ProviderSummary): string | undefined {
  return kind === 'invocations' ? 'invocations' : undefined;
}

async function tryOnce(
  provider: Provider,
  model: string,
  signal: AbortSignal,
): Promise<Pick<ProviderTest, 'ok' | 'code' | 'message' | 'reply'>> {
  const question = 'Answer with the word: ready';
  try {
    const events = provider.generate({
      model,
      turns: [{ role: 'user', content: question }],
      question,
      passages: [],
      inputs: {},
      retries: null,
      parameters: modelParametersSchema.parse({ maxOutputTokens: 16, timeoutMs: testTimeoutMs }),
      signal,
    });
    let reply = '';
    for await (const event of events) {
      if (event.type === 'delta') reply += event.text;
      if (event.type === 'finish') break;
    }
    return { ok: true, code: null, message: 'The provider answers.', reply: reply.slice(0, maxReplyChars) };
  } catch (error) {
    if (error instanceof ProviderError)
      return { ok: false, code: error.code, message: error.message, reply: '' };
    throw error;
  }
}
