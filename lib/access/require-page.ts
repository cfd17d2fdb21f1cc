/**
 * Who may see a page. Every page calls `requirePage` itself: layouts are not rendered again on each navigation, so they
 * cannot guard. Next is loaded on use, because the door is also used where there is no Next.
 */
import { AppError } from '../platform/errors.ts';
import { requestPathHeader } from '../platform/http/stamp-request.ts';
import { authenticate } from './authenticate.ts';
import { may, type UserCaller } from './caller.ts';
import { localPath } from './local-path.ts';
import { noteRefused } from './note-refused.ts';
import type { Permission } from './permissions.ts';

/**
 * The person in front of the page. Sends others away: to sign in (and back here afterwards), to choose a password of
 * their own, or to the "not allowed" page. `any-user` asks for no permission.
 */
export async function requirePage(permission: Permission | 'any-user'): Promise<UserCaller> {
  const { forbidden, redirect } = await import('next/navigation');
  const user = await signedInUser();
  const here = await currentPath();
  const next = here === '/' ? '' : `?next=${encodeURIComponent(here)}`;
  if (user === null) return redirect(`/sign-in${next}`);
  if (user.mustChangePassword) return redirect(`/change-password${next}`);
  if (user.mustEnrol) return redirect(`/second-factor${next}`);
  if (permission !== 'any-user' && !may(user, permission)) {
    await noteRefusedPage(user, here, permission);
    return forbidden();
  }
  return user;
}

/** Whatever is looked for in an area of the console, it is one place in the audit log. */
async function noteRefusedPage(caller: UserCaller, here: string, permission: Permission): Promise<void> {
  const { headers } = await import('next/headers');
  const area = `/${here.split(/[/?]/)[1] ?? ''}`;
  const request = new Request(`http://slipway.invalid${area}`, { headers: new Headers(await headers()) });
  const refusal = new AppError('forbidden', 'The page is not for this person.', {
    reason: 'missing_permission',
  });
  await noteRefused(refusal, { caller, request, context: { params: Promise.resolve({}) }, permission });
}

/** The owner of the session cookie, or `null`; for pages that also show to others. */
export async function signedInUser(): Promise<UserCaller | null> {
  const { headers } = await import('next/headers');
  const cookie = (await headers()).get('cookie');
  if (cookie === null) return null;
  try {
    const caller = await authenticate(new Request('http://slipway.invalid/', { headers: { cookie } }));
    return caller?.kind === 'user' ? caller : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') return null;
    throw error;
  }
}

async function currentPath(): Promise<string> {
  const { headers } = await import('next/headers');
  const path = (await headers()).get(requestPathHeader);
  if (path === null || path.startsWith('/api/')) return '/';
  const url = new URL(localPath(path), 'http://slipway.invalid');
  url.searchParams.delete('_rsc');
  return `${url.pathname}${url.search}`;
}
