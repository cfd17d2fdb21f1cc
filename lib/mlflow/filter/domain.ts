/** What may be filtered and sorted by in one search. */
import { invalidParameter } from '../errors.ts';
import type { Token } from './tokens.ts';

export type Entity = 'attribute' | 'metric' | 'param' | 'tag';
export type ValueKind = 'text' | 'number';

export interface Identifier {
  entity: Entity;
  key: string;
}

export interface FilterDomain {
  /** Attributes by name; one that is absent is refused. */
  attributes: Readonly<Record<string, ValueKind>>;
  /** Other names of attributes. */
  aliases?: Readonly<Record<string, string>>;
  /** What else has keys here, e.g. tags. */
  entities: readonly Exclude<Entity, 'attribute'>[];
}

const entityNames: Readonly<Record<string, Entity>> = {
  ...{ metric: 'metric', metrics: 'metric' },
  ...{ param: 'param', params: 'param', parameter: 'param', parameters: 'param' },
  ...{ tag: 'tag', tags: 'tag' },
  ...{ attribute: 'attribute', attributes: 'attribute', attr: 'attribute', run: 'attribute' },
};

export function kindOf(domain: FilterDomain, { entity, key }: Identifier): ValueKind {
  if (entity === 'metric') return 'number';
  return entity === 'attribute' ? (domain.attributes[key] ?? 'text') : 'text';
}

/**
 * Reads `name`, `tags.key`, `metrics."a key"` and the like from the first tokens; `used` says how many. Throws `invalid`.
 */
export function readIdentifier(
  domain: FilterDomain,
  tokens: readonly Token[],
  at: number,
): Identifier & { used: number } {
  const first = tokens[at];
  if (first === undefined || first.kind === 'sign') {
    const found = first === undefined ? 'the end' : `"${first.text}"`;
    throw invalidParameter(`A name was expected where ${found} stands. ${offered(domain)}`);
  }
  // Quotes around a whole name are allowed for attributes; quotes behind a dot hold a key.
  if (first.kind === 'quoted') return { ...attributeOf(domain, first.text), used: 1 };
  const dot = first.text.indexOf('.');
  if (dot === -1) return { ...attributeOf(domain, first.text), used: 1 };
  const entity = entityOf(domain, first.text.slice(0, dot));
  const rest = first.text.slice(dot + 1);
  const next = tokens[at + 1];
  const quotedKey = rest === '' && next?.kind === 'quoted' && next.at === first.at + first.text.length;
  const key = quotedKey ? next.text : rest;
  if (key === '') throw invalidParameter(`"${first.text}" lacks a key behind its dot.`);
  const identifier = entity === 'attribute' ? attributeOf(domain, key) : { entity, key };
  return { ...identifier, used: quotedKey ? 2 : 1 };
}

function entityOf(domain: FilterDomain, name: string): Entity {
  const entity = Object.hasOwn(entityNames, name) ? entityNames[name] : undefined;
  if (entity === 'attribute') return entity;
  if (entity !== undefined && domain.entities.includes(entity)) return entity;
  throw invalidParameter(`"${name}." is nothing this search knows. ${offered(domain)}`);
}

function attributeOf(domain: FilterDomain, name: string): Identifier {
  const aliases = domain.aliases ?? {};
  const key = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  if (Object.hasOwn(domain.attributes, key)) return { entity: 'attribute', key };
  throw invalidParameter(`"${name}" is no attribute of this search. ${offered(domain)}`);
}

function offered(domain: FilterDomain): string {
  const keyed = domain.entities.map((entity) => `${entity}s.<key>`);
  return `Use one of ${[...Object.keys(domain.attributes), ...keyed].join(', ')}.`;
}
