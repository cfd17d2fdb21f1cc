import { describe, expect, it } from 'vitest';
import { keepOrder } from './stable-order.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

describe('the order of a list that is being read', () => {
  it('stays when the server sorts anew', () => {
    expect(keepOrder(['a', 'b', 'c'], rows('c', 'a', 'b'))).toEqual(rows('a', 'b', 'c'));
  });

  it('puts what is new first and drops what is gone', () => {
    expect(keepOrder(['a', 'b'], rows('b', 'new'))).toEqual(rows('new', 'b'));
    expect(keepOrder([], rows('x', 'y'))).toEqual(rows('x', 'y'));
  });
});
