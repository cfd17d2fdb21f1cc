import type { Caller } from '../access/index.ts';
import type { ChainTrace } from '../chain/index.ts';
import type { ChatTurn, ModelParameters } from '../chain/schemas.ts';
import type { AnswerDetail, AnswerStatus } from './schemas.ts';

export interface AnswerRequest {
  requestId: string;
  endpoint: string;
  turns: readonly ChatTurn[];
  caller: Caller;
  source: 'chat' | 'api';
  conversationId: string | null;
  clientRequestId: string | null;
  /** What sticks to a served entity; the user when absent. */
  unit: string | null;
  /** Overrides of the version's own parameters, within its bounds. */
  parameters?: Partial<ModelParameters>;
  /** Aborting stops the answer; what was used until then is still recorded. */
  signal: AbortSignal;
}

export interface AnswerOutcome {
  requestId: string;
  status: AnswerStatus;
  httpStatus: number;
  text: string;
  detail: AnswerDetail;
  inputTokens: number;
  outputTokens: number;
  finishReason: ChainTrace['finishReason'];
  retryAfterSeconds: number | null;
}
