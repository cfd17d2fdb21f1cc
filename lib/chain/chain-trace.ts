/** What happened in one run, written as it happens, so that a failed or stopped run leaves everything it got to. */
import type { SearchResult } from '../knowledge/schemas.ts';
import type { FinishReason } from '../providers/contract.ts';
import type { Usage } from '../providers/schemas.ts';
import type { ChatTurn, Citation, InputValues, ModelChoice, SentenceCheck, ToolCall } from './schemas.ts';

export type SpanDetail = Record<string, string | number | boolean | null>;

export interface ChainSpan {
  name: string;
  kind: 'stage' | 'step';
  /** Milliseconds since the request arrived. */
  startMs: number;
  endMs: number;
  detail?: SpanDetail;
}

export interface ChainTrace {
  /** The turns of the request as they may be kept: without what a `mask-pii` step masks. Null before the run. */
  received: ChatTurn[] | null;
  /** The values of the input signature as they may be kept. */
  inputs: InputValues;
  /** The stand-alone question. */
  question: string;
  /** ISO 639-1, when a step or a routing rule asked for it. */
  language: string | null;
  /** The routing rule that chose the model; null when none held. */
  routingRule: string | null;
  /** The model that answered, or was about to; null when the run ended before one was chosen. */
  model: ModelChoice | null;
  prompt: ChatTurn[] | null;
  retrieved: SearchResult | null;
  /** The answer as the reader has it. */
  text: string;
  /** What the model wrote in a run that ended before post-processing let it out. Count its tokens, never keep it. */
  withheld: string;
  /** Tools the model wants called, as the reader has them. */
  toolCalls: ToolCall[];
  citations: Citation[];
  checks: SentenceCheck[];
  spans: ChainSpan[];
  usage: Usage | null;
  finishReason: FinishReason | null;
  /** Calls of the provider that were made again. */
  retries: number;
  /** What the reader was told when the endpoint's guard ended the answer; it is the end of `text` too. */
  refusal: string | null;
  timeToFirstTokenMs: number | null;
}

export function emptyTrace(): ChainTrace {
  return {
    received: null,
    inputs: {},
    question: '',
    language: null,
    routingRule: null,
    model: null,
    prompt: null,
    retrieved: null,
    text: '',
    withheld: '',
    toolCalls: [],
    citations: [],
    checks: [],
    spans: [],
    usage: null,
    finishReason: null,
    retries: 0,
    refusal: null,
    timeToFirstTokenMs: null,
  };
}
