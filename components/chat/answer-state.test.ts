import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerDetail, AnswerEvent } from '#lib/serving/schemas.ts';
import { failAnswer, initialAnswer, type NumberedEvent, reduceAnswer, stageLine } from './answer-state.ts';
import { readEvents } from './read-events.ts';
import { aCitation } from './test-citation.ts';

const detail: AnswerDetail = {
  citations: [aCitation(1), aCitation(2)],
  checks: [],
  status: 'ok',
  model: 'guide',
  version: 1,
  totalMs: 12,
  error: null,
};

const script: AnswerEvent[] = [
  { type: 'start', requestId: 'r1', endpoint: 'assistant', entity: 'main', model: 'guide', version: 1 },
  { type: 'stage', stage: 'retrieve', passages: 1240 },
  { type: 'stage', stage: 'generate' },
  { type: 'delta', text: 'Snapshots are números ' },
  { type: 'delta', text: '[1], 快照 🚀 [2].' },
  { type: 'citations', citations: [aCitation(2)] },
  { type: 'citations', citations: [aCitation(1)] },
  {
    type: 'finish',
    status: 'ok',
    text: 'Snapshots are números [1], 快照 🚀 [2].',
    detail,
    usage: { inputTokens: 1, outputTokens: 1 },
  },
];
const numbered: NumberedEvent[] = script.map((event, id) => ({ id, event }));
const wire = new TextEncoder().encode(
  numbered.map(({ id, event }) => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
);
const whole = numbered.reduce(reduceAnswer, initialAnswer);

function bodyOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function stateOf(body: ReadableStream<Uint8Array>) {
  let state = initialAnswer;
  for await (const event of readEvents(body)) state = reduceAnswer(state, event);
  return state;
}

describe('reduceAnswer', () => {
  it('goes from waiting over writing to done', () => {
    const phases = numbered.map(
      (_, index) => numbered.slice(0, index + 1).reduce(reduceAnswer, initialAnswer).phase,
    );
    expect(phases).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'writing',
      'writing',
      'writing',
      'writing',
      'done',
    ]);
    expect(whole).toMatchObject({
      requestId: 'r1',
      text: 'Snapshots are números [1], 快照 🚀 [2].',
      status: 'ok',
    });
  });

  it('orders citations by marker, whatever order they came in', () => {
    const before = numbered.slice(0, -1).reduce(reduceAnswer, initialAnswer);
    expect(before.citations.map((citation) => citation.marker)).toEqual([1, 2]);
  });

  it('reaches the same state however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: wire.length - 1 })), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), wire.length];
        const chunks = places.slice(1).map((end, index) => wire.slice(places[index], end));
        expect(await stateOf(bodyOf(chunks))).toEqual(whole);
      }),
    );
  });

  it('reaches the same state however often the stream is cut and resumed, with events repeated', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ back: fc.nat(8), length: fc.nat(8) })), (resumes) => {
        let state = initialAnswer;
        for (const { back, length } of resumes) {
          const from = Math.max(0, state.lastEventId + 1 - back);
          state = numbered
            .slice(from, Math.min(from + length, state.lastEventId + 1 + length))
            .reduce(reduceAnswer, state);
        }
        expect(numbered.reduce(reduceAnswer, state)).toEqual(whole);
      }),
    );
  });

  it('keeps what was written when the answer fails', () => {
    const failed = reduceAnswer(numbered.slice(0, 4).reduce(reduceAnswer, initialAnswer), {
      id: 4,
      event: { type: 'error', requestId: 'r1', error: { code: 'upstream', message: 'No.', retryable: true } },
    });
    expect(failed).toMatchObject({
      phase: 'failed',
      text: 'Snapshots are números ',
      error: { code: 'upstream' },
    });
  });

  it('a refusal is a failure with its reason', () => {
    const error = { code: 'rate_limited', message: 'Slow down.', retryable: true };
    const refused = reduceAnswer(initialAnswer, {
      id: 0,
      event: {
        type: 'finish',
        status: 'refused',
        text: '',
        detail: { ...detail, status: 'refused', error },
        usage: { inputTokens: 0, outputTokens: 0 },
      },
    });
    expect(refused).toMatchObject({ phase: 'failed', error });
  });

  it('a lost connection does not undo a finished answer', () => {
    expect(failAnswer(whole, { code: 'lost', message: 'Lost.', retryable: true })).toBe(whole);
  });
});

describe('readEvents', () => {
  it('skips comments, unknown events and broken data', async () => {
    const text =
      ': hello\n\nid: 0\ndata: {"type":"new-thing"}\n\nid: 1\ndata: {broken\n\nid: 2\ndata: {"type":"delta","text":"x"}\n\n';
    const events: NumberedEvent[] = [];
    for await (const event of readEvents(bodyOf([new TextEncoder().encode(text)]))) events.push(event);
    expect(events).toEqual([{ id: 2, event: { type: 'delta', text: 'x' } }]);
  });
});

it('stageLine says how many passages are searched', () => {
  expect(stageLine({ name: 'retrieve', passages: 1240 })).toBe('Searching 1,240 passages…');
  expect(stageLine(null)).toBe('Sending your question…');
});
