import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseModel, type RoutingFacts } from './choose-model.ts';
import {
  modelChoiceSchema,
  type RoutingCondition,
  type RoutingRule,
  routingConditionSchema,
} from './schemas.ts';

const model = modelChoiceSchema.parse({ provider: 'own', name: 'own' });
const rule = (name: string, when: RoutingCondition): RoutingRule => ({
  name,
  when,
  model: { ...model, name },
});
const facts: RoutingFacts = { question: 'How much oil?', historyTurns: 2, topScore: 5, language: 'en' };
const choose = (when: RoutingCondition, changes: Partial<RoutingFacts> = {}) =>
  chooseModel({ model, routing: [rule('r', when)] }, { ...facts, ...changes }).rule === 'r';

test.each<[RoutingCondition, Partial<RoutingFacts>, boolean]>([
  [{ minQuestionChars: 13 }, {}, true],
  [{ minQuestionChars: 14 }, {}, false],
  [{ maxQuestionChars: 13 }, {}, true],
  [{ maxQuestionChars: 12 }, {}, false],
  [{ minHistoryTurns: 2, maxHistoryTurns: 2 }, {}, true],
  [{ minHistoryTurns: 3 }, {}, false],
  [{ minTopScore: 5 }, {}, true],
  [{ minTopScore: -10 }, { topScore: null }, false],
  [{ maxTopScore: 4.9 }, {}, false],
  [{ maxTopScore: -10 }, { topScore: null }, true],
  [{ matches: '\\bOIL\\b' }, {}, true],
  [{ matches: '^oil' }, {}, false],
  [{ languages: ['de', 'en'] }, {}, true],
  [{ languages: ['es'] }, { question: '¿Cuánto aceite lleva la bomba?', language: null }, true],
  [{ languages: ['en'], minQuestionChars: 99 }, {}, false],
])('%j with %j holds: %s', (when, changes, expected) => {
  expect(choose(when, changes)).toBe(expected);
});

test('the language is looked for only when a rule asks', () => {
  expect(chooseModel({ model }, { ...facts, language: null }).language).toBeNull();
  const asked = chooseModel(
    { model, routing: [rule('r', { languages: ['fr'] })] },
    { ...facts, language: null },
  );
  expect(asked).toEqual({ rule: null, model, language: 'en' });
});

const conditions = fc
  .record(
    {
      minQuestionChars: fc.nat(20),
      maxQuestionChars: fc.nat(20),
      minHistoryTurns: fc.nat(3),
      maxTopScore: fc.integer({ min: -2, max: 8 }),
      minTopScore: fc.integer({ min: -2, max: 8 }),
      matches: fc.constantFrom('oil', '^\\d', '.'),
      languages: fc.constantFrom<string[]>(['en'], ['de', 'fr']),
    },
    { requiredKeys: [] },
  )
  .filter((when) => routingConditionSchema.safeParse(when).success);
const anyFacts = fc.record({
  question: fc.oneof(fc.string({ maxLength: 25 }), fc.constant('How much oil?')),
  historyTurns: fc.nat(4),
  topScore: fc.option(fc.integer({ min: -3, max: 9 })),
  language: fc.constantFrom('en', 'de', 'zh'),
});

test('the first rule of which every condition holds alone chooses; later rules change nothing', () => {
  fc.assert(
    fc.property(fc.array(conditions, { minLength: 1, maxLength: 6 }), anyFacts, (list, given) => {
      const routing = list.map((when, index) => rule(`r${index}`, when));
      const chosen = chooseModel({ model, routing }, given);
      const holds = list.map((when) =>
        Object.entries(when).every(([name, value]) => choose({ [name]: value }, given)),
      );
      const first = holds.indexOf(true);
      expect(chosen.rule).toBe(first < 0 ? null : `r${first}`);
      expect(chosen.model.name).toBe(first < 0 ? 'own' : `r${first}`);
      if (first >= 0) {
        expect(chooseModel({ model, routing: routing.slice(0, first + 1) }, given).rule).toBe(chosen.rule);
      }
    }),
    { numRuns: 500 },
  );
});
