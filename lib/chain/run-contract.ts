import type { ChunkHit, SearchResult } from '../knowledge/schemas.ts';
import type { Provider } from '../providers/contract.ts';
import type { ChainTrace, SpanDetail } from './chain-trace.ts';
import type { RunCustom } from './custom-step.ts';
import type {
  ChatTurn,
  Citation,
  GenerationOptions,
  InputValues,
  ModelParameters,
  Retrieval,
  ToolCall,
} from './schemas.ts';

export type ChainStage = 'pre-process' | 'retrieve' | 'generate' | 'post-process';

export type ChainEvent =
  | { type: 'stage'; stage: ChainStage; passages?: number }
  | { type: 'delta'; text: string }
  | { type: 'citations'; citations: Citation[] }
  | { type: 'tool-call'; call: ToolCall }
  /** The guard ended the answer; `partial` when something of it was shown before. */
  | { type: 'refusal'; message: string; partial: boolean };

export interface ChainInput {
  /** Earlier turns, oldest first. */
  history: readonly ChatTurn[];
  question: string;
  /** Turns after the question: the tools the model has called for it, and what they gave. */
  following?: readonly ChatTurn[];
  /** Values of the input signature's variables, as `checkInputs` gave them. */
  inputs: InputValues;
  /** The request's own parameters; they win over those of whichever model is chosen. */
  parameters?: Partial<ModelParameters>;
  /** Tools and form of the answer. */
  options?: GenerationOptions;
}

export interface ScreenedText {
  /** What may be shown now. */
  text: string;
  /** Characters of the written text that are let out so far. */
  read: number;
  /** Set when the answer ends here: what its reader is told. */
  refusal: string | null;
}

/** Screens one answer as it is written. */
export interface OutputScreen {
  push(text: string): ScreenedText;
  /** Lets out what was held back. */
  end(): ScreenedText;
  /** Where an offset into the written text lies in the shown one. */
  place(offset: number): number;
}

/** What an endpoint allows to be read and shown, whatever the version. */
export interface ChainGuard {
  /** The passages that the prompt may be built from, as it may quote them. */
  screenPassages(hits: readonly ChunkHit[]): { hits: ChunkHit[]; detail: SpanDetail };
  /** A new one for each answer; null when nothing is screened. */
  openOutput(): OutputScreen | null;
  /** Of a call's arguments; `refusal` as in `ScreenedText`. */
  screenCall(given: string): { text: string; refusal: string | null };
}

export interface ChainDependencies {
  /** Absent outside of endpoints. */
  guard?: ChainGuard | undefined;
  /** Looked up late: routing chooses the model after retrieval. */
  providerFor(name: string): Promise<Provider>;
  /** Further tries after a failure that may pass; null keeps the provider's own number. */
  retries: number | null;
  retrieve(retrieval: Retrieval, question: string, signal: AbortSignal): Promise<SearchResult>;
  /** Chunks the retrieval will search, for the waiting line. */
  passagesOf(retrieval: Retrieval): Promise<number>;
  runCustom: RunCustom;
  /** Milliseconds since the request arrived; monotonic. */
  elapsed(): number;
  date: Date;
  emit(event: ChainEvent): void;
  signal: AbortSignal;
}

/** Records the span of a piece of work also when it fails: a trace that stops before the failure explains nothing. */
export async function spanned(
  span: { name: string; kind: 'stage' | 'step' },
  trace: ChainTrace,
  elapsed: () => number,
  work: () => Promise<SpanDetail>,
): Promise<void> {
  const startMs = elapsed();
  let detail: SpanDetail = { failed: true };
  try {
    detail = await work();
  } finally {
    trace.spans.push({ ...span, startMs, endMs: elapsed(), detail });
  }
}
