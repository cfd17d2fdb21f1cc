import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addItem, editYaml, moveItem, removeItem, renameKey, setValue } from './yaml-edit.ts';

const source = `# top
steps:
  # the first
  - step: one
    size: 3 # small
  - step: two
input:
  variables:
    team: {type: string}
    year: {type: number}
`;
const edit = (change: Parameters<typeof editYaml>[1]) => editYaml(source, change);

describe('lists', () => {
  test('an item takes its comments along when it moves', () => {
    const moved = edit((document) => moveItem(document, ['steps'], 0, 1));
    expect(parse(moved).steps).toEqual([{ step: 'two' }, { step: 'one', size: 3 }]);
    expect(moved).toContain('# small');
    expect(moved).toContain('# top');
  });

  test('items come and go; a list that may not be empty goes with its last', () => {
    const added = edit((document) => addItem(document, ['steps'], { step: 'three' }));
    expect(parse(added).steps).toHaveLength(3);
    expect(parse(edit((document) => addItem(document, ['rules'], { name: 'a' }))).rules).toEqual([
      { name: 'a' },
    ]);
    const remove = (mayBeEmpty: boolean) =>
      editYaml('rules:\n  - a\n', (document) => removeItem(document, ['rules'], 0, { mayBeEmpty }));
    expect(parse(remove(true))).toEqual({ rules: [] });
    expect(parse(remove(false))).toEqual({});
  });

  test('places outside the list change nothing', () => {
    expect(edit((document) => moveItem(document, ['steps'], 1, 2))).toBe(edit(() => undefined));
    expect(edit((document) => removeItem(document, ['steps'], 9, { mayBeEmpty: true }))).toBe(
      edit(() => undefined),
    );
  });

  test('moving there and back gives the same text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99), { minLength: 1, maxLength: 6 }), fc.nat(), fc.nat(), (items, a, b) => {
        const text = editYaml(`list: ${JSON.stringify(items)}\n`, () => undefined);
        const [from, to] = [a % items.length, b % items.length];
        const there = editYaml(text, (document) => moveItem(document, ['list'], from, to));
        expect(editYaml(there, (document) => moveItem(document, ['list'], to, from))).toBe(text);
        expect([...parse(there).list].sort()).toEqual([...items].sort());
      }),
    );
  });
});

test('a value deep inside is written and removed, and the rest stays', () => {
  const changed = edit((document) => setValue(document, ['steps', 0, 'size'], 4));
  expect(parse(changed).steps[0]).toEqual({ step: 'one', size: 4 });
  expect(changed).toContain('# the first');
  expect(parse(edit((document) => setValue(document, ['steps', 0, 'size'], null))).steps[0]).toEqual({
    step: 'one',
  });
  expect(parse(edit((document) => setValue(document, ['steps', 1, 'when', 'min'], 1))).steps[1]).toEqual({
    step: 'two',
    when: { min: 1 },
  });
});

test('a member is renamed in its place, unless the name is taken', () => {
  const path = ['input', 'variables'];
  let done = false;
  const renamed = edit((document) => {
    done = renameKey(document, path, 'team', 'group');
  });
  expect(done).toBe(true);
  expect(Object.keys(parse(renamed).input.variables)).toEqual(['group', 'year']);
  edit((document) => {
    done = renameKey(document, path, 'team', 'year');
  });
  expect(done).toBe(false);
});

test.each(['a: [open', '- a', 'a: &x 1\nb: *x'])('%j can only be edited as text', (text) => {
  expect(editYaml(text, (document) => setValue(document, ['a'], 2))).toBe(text);
});
