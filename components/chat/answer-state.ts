/** What the screen knows of an answer being written. Pure: the state follows from the events alone. */
import type { Citation } from '#lib/chain/schemas.ts';
import type {
  AnswerDetail,
  AnswerError,
  AnswerEvent,
  AnswerStatus,
  StageName,
} from '#lib/serving/schemas.ts';

export interface NumberedEvent {
  /** Position in the answer's stream, from 0. */
  id: number;
  event: AnswerEvent;
}

export interface AnswerState {
  phase: 'waiting' | 'writing' | 'done' | 'failed';
  /** Last event taken in; the stream resumes after it. */
  lastEventId: number;
  requestId: string | null;
  stage: { name: StageName; passages: number | null } | null;
  text: string;
  citations: readonly Citation[];
  status: AnswerStatus | null;
  detail: AnswerDetail | null;
  error: AnswerError | null;
}

export const initialAnswer: AnswerState = {
  phase: 'waiting',
  lastEventId: -1,
  requestId: null,
  stage: null,
  text: '',
  citations: [],
  status: null,
  detail: null,
  error: null,
};

export function isOver(state: AnswerState): boolean {
  return state.phase === 'done' || state.phase === 'failed';
}

/** Takes one event in. Events that were taken in already, or come after the end, change nothing. */
export function reduceAnswer(state: AnswerState, { id, event }: NumberedEvent): AnswerState {
  if (id <= state.lastEventId || isOver(state)) return state;
  const next = { ...state, lastEventId: id };
  switch (event.type) {
    case 'start':
      return { ...next, requestId: event.requestId };
    case 'stage':
      return { ...next, stage: { name: event.stage, passages: event.passages ?? null } };
    case 'delta':
      return { ...next, phase: 'writing', text: state.text + event.text };
    case 'citations':
      return { ...next, citations: mergeCitations(state.citations, event.citations) };
    // The chat offers no tools, so there is nobody to call one.
    case 'tool-call':
    // Its message came as text, and the end says that it was declined.
    case 'refusal':
      return next;
    case 'finish':
      return {
        ...next,
        phase: event.status === 'error' || event.status === 'refused' ? 'failed' : 'done',
        text: event.text,
        status: event.status,
        detail: event.detail,
        citations: event.detail.citations,
        error: event.detail.error,
      };
    case 'error':
      return { ...next, phase: 'failed', requestId: event.requestId, status: 'error', error: event.error };
  }
}

/** The answer ends here for a reason outside the stream: the request was refused, or the connection was lost. */
export function failAnswer(state: AnswerState, error: AnswerError): AnswerState {
  return isOver(state) ? state : { ...state, phase: 'failed', status: 'error', error };
}

function mergeCitations(known: readonly Citation[], more: readonly Citation[]): Citation[] {
  const byMarker = new Map([...known, ...more].map((citation) => [citation.marker, citation]));
  return [...byMarker.values()].sort((a, b) => a.marker - b.marker);
}

/** Said while the reader waits. */
export function stageLine(stage: AnswerState['stage']): string {
  if (stage === null) return 'Sending your question…';
  switch (stage.name) {
    case 'pre-process':
      return 'Reading the question…';
    case 'retrieve':
      return stage.passages === null
        ? 'Searching the documents…'
        : `Searching ${stage.passages.toLocaleString('en')} passages…`;
    case 'generate':
      return 'Writing the answer…';
    case 'post-process':
      return 'Checking the citations…';
  }
}
