import { describe, expect, test } from 'vitest';
import type { ChatTurn } from '../chain/schemas.ts';
import { readTurns } from './read-turns.ts';

const asks = (content: string): ChatTurn => ({ role: 'user', content });
const calls = (id: string): ChatTurn => ({
  role: 'assistant',
  content: '',
  toolCalls: [{ id, name: 'look_up', arguments: '{}' }],
});
const gives = (toolCallId: string): ChatTurn => ({ role: 'tool', content: 'found', toolCallId });

describe('readTurns', () => {
  test('the last turn is the question', () => {
    const history = [asks('One?'), calls('a'), gives('a')];
    expect(readTurns([...history, asks('Two?')])).toEqual({ history, question: 'Two?', following: [] });
  });

  test('what a tool gave last belongs to the question before', () => {
    const following = [calls('a'), gives('a'), calls('b'), gives('b')];
    const turns = [asks('One?'), { role: 'assistant', content: 'Yes.' } as const, asks('Two?'), ...following];
    expect(readTurns(turns)).toEqual({ history: turns.slice(0, 2), question: 'Two?', following });
  });

  test.each<[string, ChatTurn[], string]>([
    ['nothing', [], 'messages.0'],
    ['no text', [asks(' ')], 'messages.0'],
    ['an answer at the end', [asks('One?'), { role: 'assistant', content: 'Yes.' }], 'messages.1'],
    ['a result of no call', [asks('One?'), gives('a')], 'messages.1'],
    ['a result of a later call', [asks('One?'), gives('a'), calls('a'), gives('a')], 'messages.1'],
    ['calls without a question', [calls('a'), gives('a')], 'messages.0'],
  ])('%s is refused where it stands', (_name, turns, path) => {
    expect(() => readTurns(turns)).toThrow(
      expect.objectContaining({ code: 'invalid', issues: [expect.objectContaining({ path })] }),
    );
  });
});
