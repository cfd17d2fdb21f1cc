export { authHandler } from './auth-handler.ts';
export { authenticate } from './authenticate.ts';
export {
  assertMay,
  assertMayAt,
  type Caller,
  may,
  mayReach,
  systemCaller,
  type UserCaller,
  userIdOf,
} from './caller.ts';
export { changePassword } from './change-password.ts';
export { createApiKey } from './create-api-key.ts';
export { createUser } from './create-user.ts';
export { describeMe } from './describe-me.ts';
export { type EnsuredAdmin, ensureAdmin } from './ensure-admin.ts';
export { ensureApiKey } from './ensure-api-key.ts';
export { accessJobHandlers } from './idempotency-jobs.ts';
export { listApiKeys } from './list-api-keys.ts';
export { listUsers } from './list-users.ts';
export {
  isPermission,
  type Permission,
  permissions,
  permissionsOf,
  type Role,
  roleMay,
  roles,
} from './permissions.ts';
export { requirePage, signedInUser } from './require-page.ts';
export { resetPassword } from './reset-password.ts';
export { revokeApiKey } from './revoke-api-key.ts';
export { type RouteContext, type RouteHandler, route } from './route.ts';
export { sessionCookie } from './session-token.ts';
export { type SignedIn, signIn } from './sign-in.ts';
export { signOutEverywhere } from './sign-out-everywhere.ts';
export { updateUser } from './update-user.ts';
