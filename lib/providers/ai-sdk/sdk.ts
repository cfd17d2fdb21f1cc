/** What a kind of provider hands to the adapter: models of the AI SDK's specification, and how its vendor counts tokens. */
import type {
  EmbeddingModelV4,
  LanguageModelV4,
  LanguageModelV4Usage,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { ProviderSettings, Usage } from '../schemas.ts';

export interface Connection {
  /** The provider's name, for messages. */
  name: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** Null for servers that need none. */
  apiKey: string | null;
  settings: ProviderSettings;
  fetch: typeof fetch;
}

export interface OpenedSdk {
  model: (name: string) => LanguageModelV4;
  /** Null for vendors without embeddings. */
  embedding: ((name: string) => EmbeddingModelV4) | null;
  /** Sent with every call of a language model. */
  options?: SharedV4ProviderOptions;
  /** Sent with every embedding call: vendors name the wish for fewer dimensions differently. */
  embeddingOptions?: (dimensions: number | undefined) => SharedV4ProviderOptions;
  /** Null when the provider reported nothing. */
  readUsage: (usage: LanguageModelV4Usage) => Usage | null;
}

/** The export `openSdk` of each file in `kinds/`. */
export type OpenSdk = (connection: Connection) => OpenedSdk;
