import type { z } from 'zod';
import { closestTo } from './closest-to.ts';

/** The words of a zod issue, plainer where zod's own assume that the reader knows the schema. */
export function issueMessage(issue: z.core.$ZodIssue, root: unknown): string {
  switch (issue.code) {
    case 'invalid_union':
      return unionMessage(issue, root);
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

function unionMessage(issue: z.core.$ZodIssueInvalidUnion, root: unknown): string {
  const { discriminator } = issue;
  // zod 4.6 gives the options but does not declare them.
  const options: unknown = 'options' in issue ? issue.options : undefined;
  if (discriminator === undefined || !Array.isArray(options)) {
    const words = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first.message]));
    return words.length === 0 ? issue.message : [...new Set(words)].join(', or: ');
  }
  const known = options.map(String);
  const given = valueAt(root, issue.path);
  const list = `Use one of: ${known.join(', ')}.`;
  if (given === undefined) return `"${discriminator}" is missing. ${list}`;
  const text = typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
  const meant = closestTo(text, known);
  const hint = meant === null ? '' : ` Did you mean "${meant}"?`;
  return `There is no ${discriminator} "${text.slice(0, 60)}".${hint} ${list}`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return Reflect.get(value, key);
  }, root);
}
