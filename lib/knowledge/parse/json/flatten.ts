/** Deeper values are written as JSON, so that a path stays readable. */
const deepest = 100;

/**
 * The leaves of a value as "path: value" lines, e.g. `address.city: Rome`, `tags[0]: red`. Short lists of
 * plain values share a line. Uses its own stack, so depth cannot overflow it.
 */
export function* flatten(value: unknown, name = ''): Generator<string> {
  const stack: { path: string; value: unknown; depth: number }[] = [{ path: name, value, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { path, depth } = next;
    if (depth >= deepest) yield line(path, '…');
    else if (isPlainList(next.value)) yield line(path, next.value.map(scalar).join(', '));
    else if (isContainer(next.value)) {
      const children = Object.entries(next.value).reverse();
      const inList = Array.isArray(next.value);
      for (const [key, child] of children) {
        stack.push({ path: inList ? `${path}[${key}]` : dotted(path, key), value: child, depth: depth + 1 });
      }
    } else if (next.value !== null && next.value !== '') yield line(path, scalar(next.value));
  }
}

export function isContainer(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === 'object' && value !== null;
}

function isPlainList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && value.length <= 50 && !value.some(isContainer);
}

function dotted(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function line(path: string, value: string): string {
  return path === '' ? value : `${path}: ${value}`;
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : String(value);
}
