import type { Change } from '#lib/changes/schemas.ts';

type Json = Change['before'];

export interface Line {
  kind: 'removed' | 'added';
  /** `servedEntities.0.trafficPercentage` */
  path: string;
  value: string;
}

/** Said elsewhere, or of no interest to whoever decides. */
const left = new Set(['reason', 'ticket', 'expectedConfig', 'confirm']);

/**
 * The values that differ, in the order of `after`. A part that `after` does not name stays as it is and is not listed.
 */
export function jsonDifference(before: Json, after: Json): Line[] {
  const [was, will] = [leaves(before), leaves(after)];
  const tops = new Set([...will.keys()].map((path) => path.split('.')[0]));
  const lines: Line[] = [];
  for (const [path, value] of will) {
    if (was.get(path) === value) continue;
    const old = was.get(path);
    if (old !== undefined) lines.push({ kind: 'removed', path, value: old });
    lines.push({ kind: 'added', path, value });
  }
  for (const [path, value] of was) {
    if (!will.has(path) && tops.has(path.split('.')[0])) lines.push({ kind: 'removed', path, value });
  }
  return lines;
}

function leaves(value: Json, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === null || typeof value !== 'object') {
    if (path !== '' && value !== null) found.set(path, String(value));
    return found;
  }
  for (const [key, part] of Object.entries(value)) {
    if (path === '' && left.has(key)) continue;
    leaves(part ?? null, path === '' ? key : `${path}.${key}`, found);
  }
  return found;
}
