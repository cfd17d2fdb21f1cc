/** Each kind of vendor with the fake of its protocol, and in what it differs from the others. */

import type { OpenSdk } from '../../lib/providers/ai-sdk/sdk.ts';
import type { ProviderErrorCode } from '../../lib/providers/contract.ts';
import { openSdk as openAnthropic } from '../../lib/providers/kinds/anthropic.ts';
import { openSdk as openAzure } from '../../lib/providers/kinds/azure.ts';
import { openSdk as openBedrock } from '../../lib/providers/kinds/bedrock.ts';
import { openSdk as openCohere } from '../../lib/providers/kinds/cohere.ts';
import { openSdk as openGoogle } from '../../lib/providers/kinds/google.ts';
import { openSdk as openMistral } from '../../lib/providers/kinds/mistral.ts';
import { openSdk as openOpenAi } from '../../lib/providers/kinds/openai.ts';
import type { ProviderSettings } from '../../lib/providers/schemas.ts';
import { anthropic } from './fake-vendor/anthropic.ts';
import { azure } from './fake-vendor/azure.ts';
import { bedrock } from './fake-vendor/bedrock.ts';
import { cohere } from './fake-vendor/cohere.ts';
import { google } from './fake-vendor/google.ts';
import { mistral } from './fake-vendor/mistral.ts';
import { openAi } from './fake-vendor/openai.ts';
import type { VendorProtocol } from './fake-vendor/protocol.ts';

export interface Vendor {
  kind: string;
  open: OpenSdk;
  protocol: VendorProtocol;
  path: string;
  model: string;
  settings?: ProviderSettings;
  /** What Slipway must count when the fake spends `spentTokens`. */
  usage: { input: number; cachedInput: number; cacheWrite: number; output: number; reasoning: number };
  errorInStream: ProviderErrorCode;
  embeddingModel: string | null;
}

const every = { input: 40, cachedInput: 60, cacheWrite: 7, output: 30, reasoning: 20 };

export const vendors: Vendor[] = [
  {
    kind: 'openai',
    open: openOpenAi,
    protocol: openAi,
    path: '/v1',
    model: 'gpt-4.1',
    usage: every,
    errorInStream: 'unavailable',
    embeddingModel: 'text-embedding-3-small',
  },
  {
    kind: 'azure',
    open: openAzure,
    protocol: azure,
    path: '/openai',
    model: 'chat-deployment',
    settings: { apiVersion: '2024-10-21' },
    usage: every,
    errorInStream: 'unavailable',
    embeddingModel: 'embed-deployment',
  },
  {
    kind: 'anthropic',
    open: openAnthropic,
    protocol: anthropic,
    path: '/v1',
    model: 'claude-sonnet-4-5',
    usage: every,
    errorInStream: 'unavailable',
    embeddingModel: null,
  },
  {
    kind: 'google',
    open: openGoogle,
    protocol: google,
    path: '/v1beta',
    model: 'gemini-2.5-flash',
    usage: { ...every, input: 47, cacheWrite: 0 },
    errorInStream: 'unavailable',
    embeddingModel: 'gemini-embedding-001',
  },
  {
    kind: 'bedrock',
    open: openBedrock,
    protocol: bedrock,
    path: '',
    model: 'amazon.nova-lite-v1:0',
    settings: { region: 'eu-central-1', accessKeyId: 'AKIATEST' },
    usage: { ...every, output: 50, reasoning: 0 },
    errorInStream: 'rate_limited',
    embeddingModel: 'amazon.titan-embed-text-v2:0',
  },
  {
    kind: 'mistral',
    open: openMistral,
    protocol: mistral,
    path: '/v1',
    model: 'mistral-small-latest',
    usage: { ...every, input: 47, cacheWrite: 0, output: 50, reasoning: 0 },
    errorInStream: 'bad_response',
    embeddingModel: 'mistral-embed',
  },
  {
    kind: 'cohere',
    open: openCohere,
    protocol: cohere,
    path: '/v2',
    model: 'command-a-03-2025',
    usage: { input: 107, cachedInput: 0, cacheWrite: 0, output: 50, reasoning: 0 },
    errorInStream: 'bad_response',
    embeddingModel: 'embed-v4.0',
  },
];
