import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { followSignal } from './follow-signal.ts';

test('aborts with the outer signal and its reason, also when that was aborted before', () => {
  const outer = new AbortController();
  const early = followSignal(outer.signal);
  const reason = new Error('enough');
  outer.abort(reason);
  expect(early.signal.reason).toBe(reason);
  expect(followSignal(outer.signal).signal.reason).toBe(reason);
});

test('aborts by itself without touching the outer signal', () => {
  const outer = new AbortController();
  const followed = followSignal(outer.signal);
  followed.stop();
  expect(followed.signal.aborted).toBe(true);
  expect(outer.signal.aborted).toBe(false);
});

test('a released signal leaves nothing behind and follows no more', () => {
  const outer = new AbortController();
  const followed = followSignal(outer.signal);
  followed.release();
  expect(getEventListeners(outer.signal, 'abort')).toEqual([]);
  outer.abort();
  expect(followed.signal.aborted).toBe(false);
});
