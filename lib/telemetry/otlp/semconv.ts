/**
 * Names of the OpenTelemetry GenAI conventions, pinned: those of release 1.41.0, after which they moved to a registry of
 * their own (https://github.com/open-telemetry/semantic-conventions-genai) and go on changing. A test holds each against
 * the package that is installed.
 */
export const genAi = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  workflow: 'gen_ai.workflow.name',
  conversation: 'gen_ai.conversation.id',
  dataSource: 'gen_ai.data_source.id',
  requestModel: 'gen_ai.request.model',
  finishReasons: 'gen_ai.response.finish_reasons',
  timeToFirstChunk: 'gen_ai.response.time_to_first_chunk',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  cacheRead: 'gen_ai.usage.cache_read.input_tokens',
  cacheCreation: 'gen_ai.usage.cache_creation.input_tokens',
  reasoning: 'gen_ai.usage.reasoning.output_tokens',
  tokenType: 'gen_ai.token.type',
  systemInstructions: 'gen_ai.system_instructions',
  inputMessages: 'gen_ai.input.messages',
  outputMessages: 'gen_ai.output.messages',
} as const;

export const genAiMetrics = {
  tokenUsage: 'gen_ai.client.token.usage',
  operationDuration: 'gen_ai.client.operation.duration',
  serverDuration: 'gen_ai.server.request.duration',
  timeToFirstToken: 'gen_ai.server.time_to_first_token',
} as const;

/** What stands for an endpoint in rows of `/v1/embeddings`. */
const embeddings = '(embeddings)';

/** `gen_ai.operation.name` of a request as a whole. */
export function operationOf(endpoint: string): 'invoke_workflow' | 'embeddings' {
  return endpoint === embeddings ? 'embeddings' : 'invoke_workflow';
}

/** The conventions' names of well-known providers; others go by the name they have here. */
const wellKnown: Readonly<Record<string, string>> = {
  azure: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  google: 'gcp.gemini',
  mistral: 'mistral_ai',
};

export function providerName(name: string): string {
  return wellKnown[name] ?? name;
}
