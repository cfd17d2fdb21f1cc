import type { Caller } from '../access/index.ts';
import type { ChainTrace } from '../chain/index.ts';
import type {
  ChatTurn,
  GenerationOptions,
  InputValues,
  ModelParameters,
  ToolCall,
} from '../chain/schemas.ts';
import type { Reader } from '../knowledge/index.ts';
import type { KeptAnswer } from './kept-answer.ts';
import type { AnswerDetail, AnswerStatus } from './schemas.ts';
import type { Unit } from './unit.ts';

export interface AnswerRequest {
  requestId: string;
  endpoint: string;
  turns: readonly ChatTurn[];
  /** Values for the variables of the version's input signature. */
  inputs: InputValues;
  caller: Caller;
  /** Whose documents a shadow reads: those of whoever asked what it mirrors. */
  onBehalfOf?: Caller;
  /** Whose documents may be read, when neither of them decides. */
  reader?: Reader;
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
  /** What rate limits may be set for besides people, keys and endpoints; null or absent for none. */
  tag?: string | null;
  /** Hears the headers that say how far limits are used, as soon as they are asked. */
  onLimits?: (headers: Readonly<Record<string, string>>) => void;
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
  /** Text and detail as they may be written down. */
  kept: KeptAnswer;
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
