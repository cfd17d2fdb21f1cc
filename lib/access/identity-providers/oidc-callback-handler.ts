import type { AppError } from '../../platform/errors.ts';
import { toAppError } from '../../platform/http/problem.ts';
import { documented } from '../../platform/http/route-document.ts';
import { newId } from '../../platform/ids.ts';
import type { RouteHandler } from '../route.ts';
import { sessionCookie } from '../session-token.ts';
import { browserOf } from '../sessions/browser.ts';
import { readStepToken, stepCookie } from '../sign-in/step.ts';
import { finishSignInWith } from './sign-in-with.ts';

async function slugOf(context: Parameters<RouteHandler>[1]): Promise<string> {
  return [(await context.params).slug ?? ''].flat()[0] ?? '';
}

/** The browser's return from an identity provider: every failure lands on the sign-in page. */
export const oidcCallbackHandler: RouteHandler = documented(
  async (request, context) => {
    try {
      const { search } = new URL(request.url);
      const token = readStepToken(request);
      const browser = await browserOf(request);
      const { session, next } = await finishSignInWith(await slugOf(context), search, token, browser);
      return redirect(next, [await sessionCookie(session), stepCookie(null)]);
    } catch (error) {
      return failed(error);
    }
  },
  { dialect: 'console', permission: null, summary: 'Return from an identity provider', status: 303 },
);

function redirect(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

const unreachable = new Set(['upstream', 'timeout', 'unavailable']);

function failed(error: unknown): Response {
  const failure: AppError = toAppError(error, newId());
  const reason = unreachable.has(failure.code)
    ? 'provider_unreachable'
    : (failure.reason ?? 'provider_refused');
  const query = new URLSearchParams({ error: reason });
  if (failure.retryAfterSeconds !== null) query.set('wait', String(failure.retryAfterSeconds));
  return redirect(`/sign-in?${query}`, [stepCookie(null)]);
}
