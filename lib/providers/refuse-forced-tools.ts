import { type GenerateRequest, ProviderError } from './contract.ts';

/**
 * For providers that know neither tools nor forms of answers: tools that the model may leave alone are left alone, and
 * what cannot be done without them is refused. Throws `ProviderError('bad_request')`.
 */
export function refuseForcedTools({ toolChoice, responseFormat }: GenerateRequest, provider: string): void {
  if (toolChoice !== undefined && toolChoice !== 'auto' && toolChoice !== 'none') {
    throw new ProviderError(
      'bad_request',
      `The provider "${provider}" cannot call tools, and the request requires one. Send tool_choice "auto" or "none", or ask an endpoint whose model calls tools.`,
      { provider },
    );
  }
  if (responseFormat?.type !== 'json') return;
  throw new ProviderError(
    'bad_request',
    `The provider "${provider}" cannot be told to answer in JSON. Leave response_format out, or ask an endpoint whose model can.`,
    { provider },
  );
}
