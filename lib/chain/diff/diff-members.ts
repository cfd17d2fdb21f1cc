import { canonicalJson } from '../canonical-json.ts';
import type { DocumentDifference } from '../schemas.ts';
import { changeInWords, memberName, readable, sentence } from './words.ts';

export type Part = DocumentDifference['part'];

export interface Side {
  part: Part;
  /** Dotted path of the object within the executable chain. */
  path: string;
  /** Stands in front of the member's name, e.g. "Model: ". */
  about?: string;
}

/** One difference for every member whose value differs; absent and undefined are the same. */
export function diffMembers(
  side: Side,
  from: object,
  to: object,
  skip: readonly string[] = [],
): DocumentDifference[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (name) => !skip.includes(name),
  );
  return names.flatMap((name) => {
    const [before, after]: unknown[] = [Reflect.get(from, name), Reflect.get(to, name)];
    if (sameValue(before, after)) return [];
    const words = { before: readable(before), after: readable(after) };
    const summary = sentence(`${side.about ?? ''}${changeInWords(memberName(name), before, after)}`);
    return [
      { part: side.part, path: `${side.path}.${name}`, kind: kindOf(before, after), summary, ...words },
    ];
  });
}

export function sameValue(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}

/** A difference of a whole: something that stands on one side only, or was moved. */
export function whole(
  { part, path }: Side,
  summary: string,
  before: unknown,
  after: unknown,
): DocumentDifference {
  return {
    ...{ part, path, kind: kindOf(before, after), summary: sentence(summary) },
    ...{ before: readable(before), after: readable(after) },
  };
}

function kindOf(before: unknown, after: unknown): DocumentDifference['kind'] {
  if (before === undefined || before === null) return 'added';
  return after === undefined || after === null ? 'removed' : 'changed';
}
