/**
 * The path of a route as its folder is called: `/api/users/[id]`. Whatever ids somebody tries, it is one place; a segment
 * equal to two parameters has the name of the first.
 */
export function routePattern(
  pathname: string,
  params: Readonly<Record<string, string | string[] | undefined>>,
): string {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(params)) {
    for (const part of [value ?? []].flat()) {
      if (!names.has(decoded(part)))
        names.set(decoded(part), Array.isArray(value) ? `[...${name}]` : `[${name}]`);
    }
  }
  const segments = pathname.split('/').map((segment) => names.get(decoded(segment)) ?? segment);
  return segments
    .filter((segment, at) => !segment.startsWith('[...') || segments[at - 1] !== segment)
    .join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
