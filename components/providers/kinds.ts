import type { ProviderKind } from '#lib/providers/schemas.ts';

export interface KindText {
  label: string;
  /** What it is for, in one sentence. */
  sentence: string;
  keyLabel: string;
  keyHint: string;
  /** How the vendor names models. */
  modelHint: string;
}

const apiKey = { keyLabel: 'API key', keyHint: 'Stored encrypted and never shown again.' };
const optionalKey = {
  keyLabel: 'API key',
  keyHint: 'If the server needs one. Stored encrypted and never shown again.',
};

/** In the order of the cards. */
export const kindTexts: Record<ProviderKind, KindText> = {
  openai: { label: 'OpenAI', sentence: 'GPT models from OpenAI itself.', modelHint: 'gpt-5-mini', ...apiKey },
  azure: {
    label: 'Azure OpenAI',
    sentence: 'OpenAI’s models as deployments of your Azure resource.',
    modelHint: 'the name of a deployment',
    ...apiKey,
  },
  anthropic: {
    label: 'Anthropic',
    sentence: 'Claude models from Anthropic itself.',
    modelHint: 'claude-sonnet-4-5',
    ...apiKey,
  },
  google: {
    label: 'Google',
    sentence: 'Gemini models through Google’s Gemini API.',
    modelHint: 'gemini-2.5-flash',
    ...apiKey,
  },
  bedrock: {
    label: 'Amazon Bedrock',
    sentence: 'Models of many makers in your AWS account.',
    keyLabel: 'Secret access key',
    keyHint: 'The secret half of the access key. Stored encrypted and never shown again.',
    modelHint: 'amazon.nova-lite-v1:0',
  },
  mistral: {
    label: 'Mistral',
    sentence: 'Mistral’s models, hosted in Europe.',
    modelHint: 'mistral-small-latest',
    ...apiKey,
  },
  cohere: {
    label: 'Cohere',
    sentence: 'Command models and embeddings from Cohere.',
    modelHint: 'command-a-03-2025',
    ...apiKey,
  },
  'openai-compatible': {
    label: 'OpenAI-compatible',
    sentence: 'Any server that speaks chat completions: vLLM, Ollama, llama.cpp, TGI and most others.',
    modelHint: 'as the server names it',
    ...optionalKey,
  },
  invocations: {
    label: 'MLflow or Databricks',
    sentence: 'One model behind an address ending in /invocations. Answers arrive whole.',
    modelHint: 'invocations',
    ...optionalKey,
  },
};
