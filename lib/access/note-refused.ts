import { noteRefusal } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { clientAddress } from '../platform/http/client-address.ts';
import type { Caller } from './caller.ts';
import type { Permission } from './permissions.ts';
import { routePattern } from './route-pattern.ts';

interface RefusedRequest {
  /** Null when nobody known asked. */
  caller: Caller | null;
  request: Request;
  /** Next gives routes without parameters none. */
  context: { params?: Promise<Readonly<Record<string, string | string[] | undefined>>> | undefined };
  /** What the route asks for. */
  permission: Permission | 'any-user' | null;
}

/** Puts into the audit log that a request was refused, if `error` says so. Does not wait for the write, and never throws. */
export async function noteRefused(error: unknown, refused: RefusedRequest): Promise<void> {
  if (!(error instanceof AppError) || !isRefusal(error, refused.caller)) return;
  const { caller, request, context, permission } = refused;
  const route = `${request.method} ${routePattern(new URL(request.url).pathname, (await context.params) ?? {})}`;
  const from = { address: clientAddress(request), userAgent: request.headers.get('user-agent') };
  const actor = caller
    ? { kind: caller.kind, id: caller.id, name: caller.name, ...from }
    : { kind: 'anonymous', id: null, name: 'somebody with an invalid key', ...from };
  noteRefusal({
    actor,
    action: 'access.refused',
    subject: { kind: 'route', id: route, name: route },
    permission: permission === 'any-user' ? null : permission,
    reason: error.reason ?? error.code,
  });
}

/** Sessions that ended and first passwords not changed yet are everyday; keys that do not open are somebody trying. */
function isRefusal(error: AppError, caller: Caller | null): boolean {
  if (error.code === 'unauthenticated') return caller === null && error.reason === 'invalid_api_key';
  return error.code === 'forbidden' && error.reason !== 'must_change_password';
}
