import { describe, expect, it } from 'vitest';
import { rewriteFromHistory } from './rewrite-question.ts';
import type { ChatTurn } from './schemas.ts';

const conversation = (...questions: string[]): ChatTurn[] =>
  questions.flatMap((content) => [
    { role: 'user' as const, content },
    { role: 'assistant' as const, content: 'It depends on the model. [1]' },
  ]);

describe('rewriteFromHistory', () => {
  it.each([
    [
      'How long does the battery last in summer?',
      'And in winter?',
      'How long does the battery last in summer, in winter?',
    ],
    ['How heavy is the X100?', 'What about the X200?', 'How heavy is the X100, the X200?'],
    ['How long does the battery last?', 'What about its weight?', 'What about the battery’s weight?'],
    ['Who founded Acme Robotics?', 'Where is it based?', 'Where is Acme Robotics based?'],
    ['Who founded Acme Robotics?', 'When did they go public?', 'When did Acme Robotics go public?'],
    ['What does the warranty cover?', 'Why?', 'What does the warranty cover, Why?'],
    [
      'What is the pressure of the pump?',
      'without water?',
      'What is the pressure of the pump, without water?',
    ],
    [
      '¿Cuánto dura la batería en verano?',
      '¿Y en invierno?',
      '¿Cuánto dura la batería en verano, en invierno?',
    ],
    ['¿Cuánto dura la batería?', '¿Cuál es su peso?', '¿Cuál es su peso? (batería)'],
    [
      '¿Quién fundó Acme Robotics?',
      '¿Y dónde tienen sus oficinas?',
      '¿Y dónde tienen sus oficinas? (Acme Robotics)',
    ],
    ['水泵的压力是多少？', '那冬天呢？', '水泵的压力是多少，冬天呢？'],
    ['水泵的压力是多少？', '它的重量是多少？', '水泵的重量是多少？'],
    ['水泵的压力是多少？', '它呢？', '水泵的压力是多少，它呢？'],
    ['كم تدوم البطارية في الصيف؟', 'وفي الشتاء؟', 'كم تدوم البطارية في الصيف، في الشتاء؟'],
    ['كم تدوم البطارية؟', 'ما وزنها؟', 'ما وزنها؟ (البطارية)'],
    ['كم تدوم البطارية؟', 'ماذا عن الشاحن؟', 'كم تدوم البطارية، الشاحن؟'],
  ])('after %j, %j becomes %j', (before, question, expected) => {
    expect(rewriteFromHistory(question, conversation(before))).toEqual({ question: expected, changed: true });
  });

  it.each([
    'What is the capital of France?',
    'And what is the capital of France?',
    'Is it possible to export the report as PDF?',
    'How long does it take to charge the battery?',
    'What does the pump do when it overheats?',
    'Which warranty covers the screen this year?',
    'pump torque',
    'Thanks!',
    '¿Cuál es la capital de Francia?',
    '¿Qué hace la bomba si su filtro se obstruye?',
    '法国的首都是哪里？',
    'ما هي عاصمة فرنسا؟',
    'Quelle est la capitale de la France ?',
  ])('leaves %j alone', (question) => {
    expect(rewriteFromHistory(question, conversation('How long does the battery last in summer?'))).toEqual({
      question,
      changed: false,
    });
  });

  it('leaves the first question of a conversation alone', () => {
    expect(rewriteFromHistory('And in winter?', [])).toEqual({ question: 'And in winter?', changed: false });
  });

  it('follows a follow-up of a follow-up', () => {
    const turns = conversation('How heavy is the X100?', 'What about the X200?');
    expect(rewriteFromHistory('And its price?', turns).question).toMatch(/X100/u);
    expect(rewriteFromHistory('What about the X300?', turns).question).toBe(
      'How heavy is the X100, the X200, the X300?',
    );
  });

  it('carries over no more than a part of a very long question', () => {
    const { question } = rewriteFromHistory(
      'And in winter?',
      conversation(`Explain ${'pump '.repeat(1000)}`),
    );
    expect(question.length).toBeLessThan(400);
  });
});
