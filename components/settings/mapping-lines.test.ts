import { expect, test } from 'vitest';
import { mappingLines, parseMappings } from './mapping-lines.ts';

const text = 'engineers = mlops-engineer @ environment:production\ncn=staff,dc=example = stakeholder';

test('what is written is what was read', () => {
  const parsed = parseMappings(text);
  expect(parsed).toEqual([
    { group: 'engineers', role: 'mlops-engineer', scope: { kind: 'environment', name: 'production' } },
    { group: 'cn=staff,dc=example', role: 'stakeholder', scope: { kind: 'everything' } },
  ]);
  expect(typeof parsed !== 'string' && mappingLines(parsed)).toBe(text);
});

test.each([
  'no sign at all',
  '= stakeholder',
  'x = Not A Role',
  'x = owner @ nowhere:1',
  'x = owner @ production',
])('"%s" is refused and named', (line) => {
  expect(parseMappings(line)).toContain(line);
});
