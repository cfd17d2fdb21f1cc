/** Signing in, sessions, second factors, identity providers, invitations. */
import { newId } from '../../lib/platform/ids.ts';
import { nowhere, open, own, type Row } from './row.ts';

/** Ends sessions of whoever asks: tried with nobody signed in only. */
const ending = own('any-user', undefined, { refusalsOnly: true });

export const signInRoutes: Record<string, Row> = {
  'GET /api/auth/[...nextauth]': open(),
  'POST /api/auth/[...nextauth]': open(),
  'GET /api/auth/oidc/[slug]/callback': open([401, 403]),
  'POST /api/sign-in/code': open([401, 403], () => ({ json: { code: '000000' } })),
  'POST /api/sign-in/identity-provider': open([401, 403], () => ({ json: { slug: 'none' } })),
  'POST /api/sign-in/invitation': open([401, 403], () => ({ json: {} })),
  'GET /api/invitations': nowhere('access.read'),
  'POST /api/invitations': nowhere('access.write', () => ({ json: {} })),
  'DELETE /api/invitations/[id]': nowhere('access.write'),
  'GET /api/me/sessions': own('any-user'),
  'DELETE /api/me/sessions': ending,
  'DELETE /api/me/sessions/[id]': own('any-user'),
  'GET /api/me/second-factor': own('any-user'),
  'DELETE /api/me/second-factor': own('any-user', () => ({ json: { password: 'not it' } })),
  'POST /api/me/second-factor/confirmation': own('any-user', () => ({ json: { code: '000000' } })),
  'POST /api/me/second-factor/enrolment': own('any-user', () => ({ json: { password: 'not it' } })),
  'POST /api/me/second-factor/recovery-codes': own('any-user', () => ({ json: { password: 'not it' } })),
  'GET /api/users/[id]/sessions': nowhere('access.read'),
  'DELETE /api/users/[id]/sessions': nowhere('access.write'),
  'DELETE /api/users/[id]/sessions/[sessionId]': nowhere('access.write', ({ person }) => ({
    params: { id: person.id, sessionId: newId() },
  })),
  'GET /api/users/[id]/second-factor': nowhere('access.read'),
  'DELETE /api/users/[id]/second-factor': nowhere('access.write'),
  'GET /api/identity-providers': nowhere('settings.read'),
  'POST /api/identity-providers': nowhere('settings.write', () => ({ json: {} })),
  'PUT /api/identity-providers/[id]': nowhere('settings.write', () => ({ json: {} })),
  'DELETE /api/identity-providers/[id]': nowhere('settings.write'),
  'POST /api/identity-providers/[id]/test': nowhere('settings.write'),
  'GET /api/settings/sign-in': nowhere('settings.read'),
  'PUT /api/settings/sign-in': nowhere('settings.write', () => ({ json: {} })),
};
