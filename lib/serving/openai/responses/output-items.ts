import type { Citation, ToolCall } from '../../../chain/schemas.ts';
import type { AnswerOutcome } from '../../answer-contract.ts';

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

/** What an answer says: its text, and whom the markers in it name. */
export interface Said {
  text: string;
  citations: readonly Citation[];
}

/** One for each marker `[n]`; `index` is where it stands in the text, in UTF-16 code units. */
export function annotationsOf({ text, citations }: Said) {
  const cited = new Map(citations.map((citation) => [citation.marker, citation]));
  return [...text.matchAll(/\[(\d+)\]/g)].flatMap(({ 1: marker, index }) => {
    const citation = cited.get(Number(marker));
    if (citation === undefined) return [];
    const { documentId, documentName } = citation;
    return [{ type: 'file_citation', file_id: documentId, filename: documentName, index }];
  });
}

export function textPart(said: Said) {
  return { type: 'output_text', text: said.text, annotations: annotationsOf(said), logprobs: [] };
}

export const messageIdOf = (requestId: string) => `msg_${requestId}`;

export function messageItem(requestId: string, status: ItemStatus, said: Said | null) {
  const content = said === null ? [] : [textPart(said)];
  return { id: messageIdOf(requestId), type: 'message', status, role: 'assistant', content };
}

/** `index` is the place of the call among the answer's. */
export function callItem(requestId: string, index: number, call: ToolCall, status: ItemStatus) {
  return {
    id: `fc_${requestId}_${index}`,
    type: 'function_call',
    status,
    call_id: call.id,
    name: call.name,
    arguments: call.arguments,
  };
}

export const saidBy = ({ text, detail }: AnswerOutcome): Said => ({ text, citations: detail.citations });

/** The message comes first; an answer that only calls tools has none, one that broke off before its first word neither. */
export function outputOf(outcome: AnswerOutcome, status: 'completed' | 'incomplete') {
  const { requestId, text, toolCalls } = outcome;
  const silent = text === '' && (toolCalls.length > 0 || outcome.detail.error !== null);
  return [
    ...(silent ? [] : [messageItem(requestId, status, saidBy(outcome))]),
    ...toolCalls.map((call, index) => callItem(requestId, index, call, 'completed')),
  ];
}
