import type { Caller } from '../access/index.ts';
import type { ChainTrace } from '../chain/index.ts';
import type {
  ChatTurn,
  GenerationOptions,
  InputValues,
  ModelParameters,
  ToolCall,
} from '../chain/schemas.ts';
import type { AnswerDetail, AnswerStatus } from './schemas.ts';
import type { Unit } from './unit.ts';

export interface AnswerRequest {
  requestId: string;
  endpoint: string;
  turns: readonly ChatTurn[];
  /** Values for the variables of the version's input signature. */
  inputs: InputValues;
  caller: Caller;
  source: 'chat' | 'api';
  conversationId: string | null;
  clientRequestId: string | null;
  /** What the caller says should stick to a served entity; see `unitOf`. */
  unit: Unit | null;
  /** Overrides of the version's own parameters, within its bounds. */
  parameters?: Partial<ModelParameters>;
  /** Tools and form of the answer. */
  options?: GenerationOptions;
  /** Kept with the row. `user` as the caller names the person. */
  about?: { user?: string; metadata?: Record<string, string> };
  /** Aborting stops the answer; what was used until then is still recorded. */
  signal: AbortSignal;
}

export interface AnswerOutcome {
  requestId: string;
  status: AnswerStatus;
  httpStatus: number;
  text: string;
  toolCalls: readonly ToolCall[];
  detail: AnswerDetail;
  /** Served entity that answered; null when none was reached. */
  entity: string | null;
  cache: 'off' | 'miss' | 'hit';
  inputTokens: number;
  /** Those of the input that the provider read from its cache. */
  cachedInputTokens: number;
  outputTokens: number;
  /** Those of the output that the model thought with. */
  reasoningTokens: number;
  finishReason: ChainTrace['finishReason'];
  retryAfterSeconds: number | null;
}
