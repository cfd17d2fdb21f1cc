import { type GroupMapping, groupMappingSchema } from '#lib/access/schemas.ts';

/** `group = role` or `group = role @ kind:name`, a line each; teams are not among them. */
export function mappingLines(mappings: readonly GroupMapping[]): string {
  return mappings
    .flatMap((mapping) => {
      if (!('role' in mapping)) return [];
      const { group, role, scope } = mapping;
      const place = scope.kind === 'everything' ? '' : ` @ ${scope.kind}:${scope.name}`;
      return [`${group} = ${role}${place}`];
    })
    .join('\n');
}

/** The mappings, or what is wrong with the first line that is. The last `=` parts: group names may hold others. */
export function parseMappings(text: string): GroupMapping[] | string {
  const mappings: GroupMapping[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const at = line.lastIndexOf('=');
    const [role = '', place] = line.slice(at + 1).split('@');
    const colon = place?.indexOf(':') ?? -1;
    const scope =
      place === undefined
        ? { kind: 'everything' }
        : { kind: place.slice(0, colon).trim(), name: place.slice(colon + 1).trim() };
    const parsed = groupMappingSchema.safeParse({ group: line.slice(0, at), role: role.trim(), scope });
    if (at < 0 || !parsed.success) return `"${line}" is not "group = role" or "group = role @ kind:name".`;
    mappings.push(parsed.data);
  }
  return mappings;
}
