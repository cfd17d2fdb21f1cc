import { describe, expect, it } from 'vitest';
import { modelParametersSchema } from '../../chain/schemas.ts';
import type { ChunkHit } from '../../knowledge/schemas.ts';
import { type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { composeAnswer } from './compose-answer.ts';
import { createExtractiveProvider, extractiveModel } from './create-extractive-provider.ts';

const passages: ChunkHit[] = [
  {
    chunkId: 'c',
    documentId: 'd',
    revisionId: 'r',
    documentName: 'manual.md',
    documentTitle: null,
    mediaType: 'text/markdown',
    ordinal: 0,
    text: 'The X100 pump weighs 12 kg. 它由安娜在波尔图设计，重量为十二公斤，压力为五十巴，适用于各种环境。',
    headingPath: [],
    blockStart: 0,
    blockEnd: 0,
    page: null,
    boxes: [],
    score: 1,
    scores: {},
  },
];

function request(given: Partial<GenerateRequest> = {}): GenerateRequest {
  const question = 'How much does the X100 pump weigh?';
  return {
    model: extractiveModel,
    turns: [{ role: 'user', content: question }],
    question,
    passages,
    inputs: {},
    retries: null,
    parameters: modelParametersSchema.parse({}),
    signal: new AbortController().signal,
    ...given,
  };
}

async function collect(given: Partial<GenerateRequest> = {}): Promise<GenerateEvent[]> {
  const events: GenerateEvent[] = [];
  for await (const event of createExtractiveProvider().generate(request(given))) events.push(event);
  return events;
}

const textOf = (events: GenerateEvent[]) =>
  events.map((event) => (event.type === 'delta' ? event.text : '')).join('');

describe('createExtractiveProvider', () => {
  it('streams the composed answer in small pieces and finishes', async () => {
    const events = await collect();
    expect(textOf(events)).toBe(composeAnswer(request().question, passages).text);
    expect(events.length).toBeGreaterThan(6);
    expect(events.every((event) => event.type !== 'delta' || [...event.text].length <= 20)).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'stop', usage: { source: 'estimated' } });
  });

  it('is deterministic', async () => {
    expect(await collect()).toEqual(await collect());
  });

  it('finishes as declined when the support is weak', async () => {
    const events = await collect({ question: 'Who won the 1998 World Cup final?' });
    expect(events.at(-1)).toMatchObject({ reason: 'declined' });
    expect(textOf(events)).not.toContain('[');
  });

  it('stops at the token limit', async () => {
    const events = await collect({ parameters: modelParametersSchema.parse({ maxOutputTokens: 3 }) });
    const finish = events.at(-1);
    expect(finish).toMatchObject({ reason: 'length' });
    expect(finish?.type === 'finish' && finish.usage.output).toBeLessThanOrEqual(3);
  });

  it('throws a ProviderError when it is stopped, also in mid-stream', async () => {
    const controller = new AbortController();
    const seen: GenerateEvent[] = [];
    const reading = async () => {
      for await (const event of createExtractiveProvider().generate(request({ signal: controller.signal }))) {
        seen.push(event);
        controller.abort();
      }
    };
    await expect(reading()).rejects.toThrow(ProviderError);
    expect(seen).toHaveLength(1);
  });
});
