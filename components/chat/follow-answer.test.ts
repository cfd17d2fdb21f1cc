import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '#lib/client/api.ts';
import { initialAnswer, isOver, type NumberedEvent, reduceAnswer } from './answer-state.ts';
import { followAnswer } from './follow-answer.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index)
    .map((id) => `id: ${id}\ndata: ${JSON.stringify(eventAt(id))}\n\n`)
    .join('');

const last = 4;
const eventAt = (id: number) =>
  id === last
    ? { type: 'error', requestId: 'r', error: { code: 'x', message: 'x', retryable: false } }
    : { type: 'delta', text: String(id) };

function cutAfter(text: string): Response {
  const bytes = new TextEncoder().encode(text);
  let sent = false;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (sent) controller.error(new TypeError('network error'));
        else controller.enqueue(bytes);
        sent = true;
      },
    }),
  );
}

function reader() {
  let state = initialAnswer;
  return {
    onEvent: (event: NumberedEvent) => {
      state = reduceAnswer(state, event);
      return isOver(state);
    },
    text: () => state.text,
  };
}

const wait = () => Promise.resolve();
const unreachable = () => new ApiError({ status: 0, title: 'unreachable', detail: 'No.', requestId: null });

describe('followAnswer', () => {
  it('goes on after the last event when the connection breaks, without losing or repeating text', async () => {
    const { onEvent, text } = reader();
    const resume = vi
      .fn<(after: number) => Promise<Response>>()
      .mockRejectedValueOnce(unreachable())
      .mockImplementationOnce(async (after) => cutAfter(lines(after, 3)))
      .mockImplementationOnce(async (after) => new Response(lines(after + 1, last + 1)));
    const result = await followAnswer({ open: async () => cutAfter(lines(0, 2)), resume, onEvent, wait });
    expect(result).toBe('over');
    expect(text()).toBe('0123');
    expect(resume.mock.calls).toEqual([[1], [1], [2]]);
  });

  it('says so when the server no longer runs the answer', async () => {
    const { onEvent } = reader();
    const resume = async () => new Response(null, { status: 204 });
    expect(await followAnswer({ open: async () => new Response(lines(0, 1)), resume, onEvent, wait })).toBe(
      'gone',
    );
  });

  it('gives up when nothing new comes for long, waiting longer each time', async () => {
    const pauses: number[] = [];
    const resume = vi.fn().mockRejectedValue(unreachable());
    const attempt = followAnswer({
      open: async () => new Response(''),
      resume,
      onEvent: () => false,
      wait: async (pause) => void pauses.push(pause),
    });
    await expect(attempt).rejects.toMatchObject({ title: 'connection_lost' });
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(resume).toHaveBeenCalledTimes(pauses.length);
  });

  it('does not insist when the question itself is refused', async () => {
    const refused = new ApiError({ status: 429, title: 'rate_limited', detail: 'Later.', requestId: 'r' });
    const resume = vi.fn();
    await expect(
      followAnswer({ open: () => Promise.reject(refused), resume, onEvent: () => false, wait }),
    ).rejects.toBe(refused);
    expect(resume).not.toHaveBeenCalled();
  });
});
