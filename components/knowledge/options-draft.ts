/** Chunking and embedding options as they are typed, and what they mean once they are right. */
import {
  type Chunking,
  chunkingSchema,
  type EmbeddingConfig,
  embeddingConfigSchema,
} from '#lib/knowledge/schemas.ts';

export interface ChunkingDraft {
  strategy: Chunking['strategy'];
  maxChars: string;
  overlapChars: string;
}

export interface EmbeddingDraft {
  kind: EmbeddingConfig['kind'];
  provider: string;
  model: string;
  /** Empty for the model's own number. */
  dimensions: string;
  folder: string;
}

export type Problems<Draft> = Partial<Record<keyof Draft, string>>;

/** The options, or what is wrong with each field. */
export type Parsed<Value, Draft> =
  | { value: Value; problems: Problems<Draft> }
  | { value: null; problems: Problems<Draft> };

export function chunkingDraft(chunking: Chunking): ChunkingDraft {
  return {
    strategy: chunking.strategy,
    maxChars: String(chunking.maxChars),
    overlapChars: String(chunking.overlapChars),
  };
}

export function embeddingDraft(embedding: EmbeddingConfig): EmbeddingDraft {
  const empty = { provider: '', model: '', dimensions: '', folder: '' };
  switch (embedding.kind) {
    case 'none':
      return { kind: 'none', ...empty };
    case 'local':
      return { ...empty, kind: 'local', folder: embedding.folder };
    default: {
      const { provider, model, dimensions } = embedding;
      return {
        ...empty,
        kind: 'openai-compatible',
        provider,
        model,
        dimensions: dimensions?.toString() ?? '',
      };
    }
  }
}

export function parseChunking(draft: ChunkingDraft): Parsed<Chunking, ChunkingDraft> {
  const parsed = chunkingSchema.safeParse({
    strategy: draft.strategy,
    maxChars: numberOf(draft.maxChars),
    overlapChars: numberOf(draft.overlapChars),
  });
  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  const problems: Problems<ChunkingDraft> = {};
  if (wrong.has('maxChars')) problems.maxChars = 'Enter a whole number from 200 to 8,000.';
  if (wrong.has('overlapChars')) problems.overlapChars = 'Enter a whole number from 0 to 2,000.';
  if (!parsed.success) return { value: null, problems };
  if (parsed.data.overlapChars * 2 > parsed.data.maxChars) {
    return {
      value: null,
      problems: { overlapChars: 'At most half of the longest passage may be repeated.' },
    };
  }
  return { value: parsed.data, problems };
}

export function parseEmbedding(draft: EmbeddingDraft): Parsed<EmbeddingConfig, EmbeddingDraft> {
  const problems: Problems<EmbeddingDraft> = {};
  if (draft.kind === 'local' && draft.folder.trim() === '') problems.folder = 'Name the folder of the model.';
  if (draft.kind === 'openai-compatible') {
    if (draft.provider === '') problems.provider = 'Choose a provider.';
    if (draft.model.trim() === '') problems.model = 'Name the embedding model.';
  }
  const dimensions = draft.dimensions.trim() === '' ? undefined : numberOf(draft.dimensions);
  const parsed = embeddingConfigSchema.safeParse({
    kind: draft.kind,
    ...(draft.kind === 'openai-compatible' && {
      provider: draft.provider,
      model: draft.model.trim(),
      dimensions,
    }),
    ...(draft.kind === 'local' && { folder: draft.folder.trim() }),
  });
  if (parsed.error?.issues.some(({ path }) => path[0] === 'dimensions')) {
    problems.dimensions = 'Enter a whole number from 1 to 4,096, or nothing.';
  }
  return parsed.success ? { value: parsed.data, problems } : { value: null, problems };
}

/** Whether two options are the same; both come from their schema, so their keys have one order. */
export function sameOptions(a: Chunking | EmbeddingConfig, b: Chunking | EmbeddingConfig): boolean {
  const ordered = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([x], [y]) => x.localeCompare(y)));
  return ordered(a) === ordered(b);
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
