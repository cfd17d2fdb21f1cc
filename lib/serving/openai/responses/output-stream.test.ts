import { ResponseStream } from 'openai/lib/responses/ResponseStream';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../../chain/schemas.ts';
import type { AnswerOutcome } from '../../answer-contract.ts';
import { outputStream } from './output-stream.ts';
import { responseRequestSchema } from './request-schema.ts';
import { endedBody, openBody, statusOf } from './response-body.ts';

const cited = (marker: number): Citation => ({
  marker,
  chunkId: `chunk-${marker}`,
  documentId: `document-${marker}`,
  revisionId: 'revision',
  documentName: `manual-${marker}.pdf`,
  documentTitle: null,
  mediaType: 'application/pdf',
  headingPath: [],
  page: 3,
  blockStart: 0,
  blockEnd: 0,
  text: 'The pump holds two litres.',
  score: 1,
});

function outcomeOf(changes: Partial<AnswerOutcome>): AnswerOutcome {
  const text = 'Two litres [1].';
  const detail: AnswerOutcome['detail'] = {
    citations: [cited(1)],
    checks: [],
    status: 'ok',
    model: null,
    version: null,
    totalMs: 1,
    error: null,
  };
  return {
    requestId: 'r1',
    status: 'ok',
    httpStatus: 200,
    text,
    toolCalls: [],
    detail,
    kept: { masked: false, text, detail },
    entity: 'main',
    cache: 'off',
    inputTokens: 10,
    cachedInputTokens: 0,
    outputTokens: 4,
    reasoningTokens: 0,
    finishReason: 'stop',
    retryAfterSeconds: null,
    ...changes,
  };
}

const identity = {
  requestId: 'r1',
  created: 1_700_000_000,
  request: responseRequestSchema.parse({ model: 'pump', input: 'How much?' }),
};

/** What OpenAI's client makes of the events of an answer whose text comes in two pieces. */
async function readByClient(outcome: AnswerOutcome) {
  const lines: string[] = [];
  const send = (type: string, fields: Record<string, unknown>) =>
    lines.push(JSON.stringify({ type, sequence_number: lines.length, ...fields }));
  send('response.created', { response: openBody(identity) });
  const output = outputStream('r1', send);
  for (const text of [outcome.text.slice(0, 4), outcome.text.slice(4)]) output.take({ type: 'delta', text });
  output.take({ type: 'citations', citations: outcome.detail.citations });
  for (const call of outcome.toolCalls) output.take({ type: 'tool-call', call });
  const status = statusOf(outcome);
  if (status === 'failed') throw new Error('Failed answers end in mid-item.');
  output.end({ text: outcome.text, citations: outcome.detail.citations }, status);
  send(`response.${status}`, { response: endedBody(identity, outcome) });
  const bytes = new Blob([lines.map((line) => `${line}\n`).join('')]).stream();
  const told = lines.map((line) => JSON.parse(line) as { type: string });
  return { response: await ResponseStream.fromReadableStream(bytes).finalResponse(), told };
}

describe('outputStream', () => {
  it('tells citations as annotations at their markers', async () => {
    const { response, told } = await readByClient(outcomeOf({ text: 'Two [1], not [2] three [1].' }));
    const annotation = { type: 'file_citation', file_id: 'document-1', filename: 'manual-1.pdf' };
    expect(response.output).toMatchObject([
      {
        type: 'message',
        status: 'completed',
        content: [
          {
            annotations: [
              { ...annotation, index: 4 },
              { ...annotation, index: 23 },
            ],
          },
        ],
      },
    ]);
    expect(told.filter(({ type }) => type === 'response.output_text.annotation.added')).toHaveLength(2);
  });

  it.each([
    ['length', 'max_output_tokens'],
    ['content-filter', 'content_filter'],
  ] as const)('says that an answer is cut: %s', async (finishReason, reason) => {
    const { response } = await readByClient(outcomeOf({ finishReason }));
    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason },
      output: [{ status: 'incomplete' }],
    });
  });

  it('closes the text before the calls that follow it', async () => {
    const toolCalls = [{ id: 'call_1', name: 'get_tide', arguments: '{"at":"noon"}' }];
    const { response, told } = await readByClient(outcomeOf({ toolCalls, finishReason: 'tool-calls' }));
    expect(response.output).toMatchObject([
      { type: 'message', content: [{ text: 'Two litres [1].' }] },
      { type: 'function_call', call_id: 'call_1', name: 'get_tide', arguments: '{"at":"noon"}' },
    ]);
    const types = told.map(({ type }) => type);
    expect(types.indexOf('response.output_text.done')).toBeLessThan(
      types.indexOf('response.function_call_arguments.delta'),
    );
  });
});
