import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '#lib/chat/schemas.ts';
import { branchTo, leafToShow, newestLeafUnder, withFinished, withPending } from './branch.ts';

function message(id: string, parentId: string | null, minute: number): ChatMessage {
  return {
    id,
    parentId,
    role: id.startsWith('q') ? 'user' : 'assistant',
    content: id,
    status: 'complete',
    requestId: null,
    detail: null,
    feedback: null,
    createdAt: new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString(),
  };
}

// q1 ─┬─ a1 ── q2 ── a2
//     └─ a1b            q1 was edited: q1b ── a3
const tree = [
  message('q1', null, 0),
  message('a1', 'q1', 1),
  message('q2', 'a1', 2),
  message('a2', 'q2', 3),
  message('a1b', 'q1', 4),
  message('q1b', null, 5),
  message('a3', 'q1b', 6),
];
const ids = (leaf: string | null) => branchTo(tree, leaf).map((step) => step.message.id);

describe('branchTo', () => {
  it('walks from the first question to the leaf', () => {
    expect(ids('a2')).toEqual(['q1', 'a1', 'q2', 'a2']);
    expect(ids('a1b')).toEqual(['q1', 'a1b']);
  });

  it('knows the siblings of each step, oldest first, edited first questions included', () => {
    const steps = branchTo(tree, 'a2');
    expect(steps[0]?.siblings).toEqual(['q1', 'q1b']);
    expect(steps[1]?.siblings).toEqual(['a1', 'a1b']);
    expect(steps[2]?.siblings).toEqual(['q2']);
  });

  it('is empty without a leaf and survives a circle', () => {
    expect(ids(null)).toEqual([]);
    expect(ids('gone')).toEqual([]);
    const circle = [message('q1', 'a1', 0), message('a1', 'q1', 1)];
    expect(branchTo(circle, 'a1')).toHaveLength(2);
    expect(newestLeafUnder(circle, 'q1')).toBeTruthy();
  });
});

describe('newestLeafUnder', () => {
  it('follows the newest child each time', () => {
    expect(newestLeafUnder(tree, 'q1')).toBe('a1b');
    expect(newestLeafUnder(tree, 'a1')).toBe('a2');
    expect(newestLeafUnder(tree, 'a3')).toBe('a3');
  });

  it('of any message lies on a branch through that message', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (parents) => {
        const messages = parents.map((pick, index) =>
          message(`m${index}`, index === 0 ? null : `m${pick % index}`, index),
        );
        for (const { id } of messages) {
          const branch = branchTo(messages, newestLeafUnder(messages, id));
          expect(branch.map((step) => step.message.id)).toContain(id);
        }
      }),
    );
  });
});

it('leafToShow prefers the reader, then the server, then the newest', () => {
  expect(leafToShow(tree, 'a2', 'a3')).toBe('a2');
  expect(leafToShow(tree, 'gone', 'a1b')).toBe('a1b');
  expect(leafToShow(tree, null, null)).toBe('a3');
  expect(leafToShow([], null, null)).toBeNull();
});

it('withFinished replaces only what was still being written, and adds the rest', () => {
  const writing = { ...message('a2', 'q2', 3), status: 'streaming' as const, content: '' };
  const merged = withFinished(
    [...tree.filter(({ id }) => id !== 'a2'), writing],
    [message('a2', 'q2', 3), { ...message('a1', 'q1', 1), content: 'other' }, message('q9', 'a2', 9)],
  );
  const contentOf = (id: string) => merged.find((one) => one.id === id)?.content;
  expect([contentOf('a2'), contentOf('a1'), contentOf('q9')]).toEqual(['a2', 'a1', 'q9']);
  expect(merged).toHaveLength(tree.length + 1);
});

it('withPending adds what the server does not know yet and changes nothing else', () => {
  const changed = { ...message('a2', 'q2', 3), content: 'mine' };
  const merged = withPending(tree, [changed, message('q9', 'a2', 9)]);
  expect(merged.find((one) => one.id === 'a2')?.content).toBe('a2');
  expect(merged.at(-1)?.id).toBe('q9');
});
