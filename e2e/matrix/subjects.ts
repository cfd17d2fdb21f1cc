/** Who asks: every built-in role, held in three ways, and somebody who holds nothing; each in person and by a key. */
import { newApiKeyValue, publicPrefix } from '../../lib/access/api-key-value.ts';
import {
  type BuiltInRole,
  builtInRoles,
  type Permission,
  permissions,
  roleMay,
  type Scope,
} from '../../lib/access/index.ts';
import { scopeGives } from '../../lib/access/schemas.ts';
import { hmac } from '../../lib/platform/crypto.ts';
import { prisma } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { addAccount } from '../support/accounts.ts';
import { planted } from './world.ts';

/** Held everywhere, at the planted things only, or at other things only. */
export const places = ['everywhere', 'here', 'elsewhere'] as const;
export type Where = (typeof places)[number];

const here: Scope[] = [
  { kind: 'endpoint', name: planted.endpoint },
  { kind: 'model', name: planted.model },
  { kind: 'knowledge', name: planted.knowledge },
];
const elsewhere: Scope[] = [
  { kind: 'endpoint', name: 'other-endpoint' },
  { kind: 'model', name: 'other-model' },
  { kind: 'knowledge', name: 'other-kb' },
  // The planted endpoint is in production.
  { kind: 'environment', name: 'development' },
];

export interface Subject {
  /** `mlops-engineer here, by key`, for messages. */
  title: string;
  via: 'session' | 'key';
  headers: Record<string, string>;
  /** Somewhere, as routes ask. */
  holdsAnywhere: (permission: Permission) => boolean;
  /** At the planted things, or for a permission without a place, at all. */
  holds: (permission: Permission) => boolean;
  /** Whether lists show the planted things. */
  where: Where | 'nowhere';
}

export async function allSubjects(): Promise<Subject[]> {
  const pairs = await Promise.all([
    ...builtInRoles.flatMap((role) => places.map((where) => subjectsOf(role, where))),
    subjectsOf(null, 'nowhere'),
  ]);
  return pairs.flat();
}

async function subjectsOf(role: BuiltInRole | null, where: Subject['where']): Promise<Subject[]> {
  const scopes = scopesOf(where);
  const account = await addAccount(role, scopes[0] === undefined ? {} : { scope: scopes[0] });
  for (const scope of scopes.slice(1)) {
    const scopeName = scope.kind === 'everything' ? '' : scope.name;
    const data = { userId: account.id, role: role ?? '', scopeKind: scope.kind, scopeName };
    await prisma().grant.create({ data: { id: newId(), ...data } });
  }
  const holdsAnywhere = (permission: Permission) =>
    role !== null && roleMay(role, permission) && scopes.some((scope) => scopeGives(permission, scope));
  const subject = {
    where,
    holdsAnywhere,
    holds: (permission: Permission) => where !== 'elsewhere' && holdsAnywhere(permission),
  };
  const title = role === null ? 'nobody in particular' : `${role} ${where}`;
  return [
    { ...subject, title, via: 'session', headers: { cookie: account.cookie } },
    {
      ...subject,
      title: `${title}, by key`,
      via: 'key',
      headers: { authorization: `Bearer ${await addKey(account.id)}` },
    },
  ];
}

function scopesOf(where: Subject['where']): Scope[] {
  if (where === 'nowhere') return [];
  if (where === 'everywhere') return [{ kind: 'everything' }];
  return where === 'here' ? here : elsewhere;
}

/** A key that was given everything: what it may do is what its owner may. */
async function addKey(ownerId: string): Promise<string> {
  const value = newApiKeyValue();
  await prisma().apiKey.create({
    data: {
      id: newId(),
      name: 'matrix',
      prefix: publicPrefix(value),
      hash: hmac('api-key', value),
      ownerId,
      permissions,
    },
  });
  return value;
}
