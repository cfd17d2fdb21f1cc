/** What a step reads and gives back. Steps change nothing in place. */
import type { SpanDetail } from '../chain-trace.ts';
import type { ChatTurn, Citation, InputValues, ToolCall } from '../schemas.ts';

export interface QuestionDraft {
  question: string;
  /** Earlier turns, oldest first. */
  history: readonly ChatTurn[];
  inputs: InputValues;
  /** ISO 639-1; null until a step found it. */
  language: string | null;
}

export interface AnswerDraft {
  text: string;
  /** A block that stands after the text, e.g. the list of sources; empty without one. */
  appendix: string;
  citations: readonly Citation[];
  /** Whether the markers were taken out of the text. */
  unmarked: boolean;
  /** Tools the model wants called, when the answer is held back; otherwise they are out already. */
  toolCalls: readonly ToolCall[];
}

export interface StepOutcome<Draft> {
  draft: Draft;
  /** What the trace shows of the step; never the personal data it handled. */
  detail: SpanDetail;
  /** Ends the run with this message as the answer. */
  decline?: string;
}
