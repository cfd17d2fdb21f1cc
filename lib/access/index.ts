export { authHandler } from './auth-handler.ts';
export { authenticate } from './authenticate.ts';
export {
  asPerson,
  assertMay,
  assertMayAt,
  assertMayEverywhere,
  type Caller,
  may,
  mayAt,
  mayEverywhere,
  principalsOf,
  reachOf,
  systemCaller,
  teamsOf,
  type UserCaller,
  userIdOf,
} from './caller.ts';
export { callerOfUser } from './caller-of-user.ts';
export { addMember, dropMember, listMembers } from './change-members.ts';
export { changePassword } from './change-password.ts';
export { closeAccount } from './close-account.ts';
export { createApiKey } from './create-api-key.ts';
export { createGrant } from './create-grant.ts';
export { createUser } from './create-user.ts';
export { deleteTeam } from './delete-team.ts';
export { describeAccess } from './describe-access.ts';
export { describeMe } from './describe-me.ts';
export { endpointCondition } from './endpoint-condition.ts';
export { type EnsuredAdmin, ensureAdmin } from './ensure-admin.ts';
export { ensureApiKey } from './ensure-api-key.ts';
export { explainAccess } from './explain-access.ts';
export { accessJobHandlers } from './idempotency-jobs.ts';
export {
  createIdentityProvider,
  deleteIdentityProvider,
  listIdentityProviders,
  signInButtons,
  testIdentityProvider,
  updateIdentityProvider,
} from './identity-providers/manage-providers.ts';
export { oidcCallbackHandler } from './identity-providers/oidc-callback-handler.ts';
export { beginSignInWith } from './identity-providers/sign-in-with.ts';
export { acceptInvitation, findInvited } from './invitations/accept-invitation.ts';
export { invite, listInvitations, revokeInvitation, type SendInvitation } from './invitations/invite.ts';
export { listApiKeys } from './list-api-keys.ts';
export { listGrants } from './list-grants.ts';
export { listRoles } from './list-roles.ts';
export { getTeam, listTeams } from './list-teams.ts';
export { listUsers } from './list-users.ts';
export { noteRefused } from './note-refused.ts';
export { openRoute } from './open-route.ts';
export {
  type BuiltInRole,
  builtInRoles,
  isPermission,
  type Permission,
  permissions,
  permissionsOf,
  roleMay,
} from './permissions.ts';
export type { Access, Place, Reach, Scope } from './reach.ts';
export { reachedNames } from './reached-names.ts';
export { requirePage, signedInUser } from './require-page.ts';
export { resetPassword } from './reset-password.ts';
export { revokeApiKey } from './revoke-api-key.ts';
export { revokeGrant } from './revoke-grant.ts';
export { type RouteContext, type RouteHandler, route } from './route.ts';
export { deleteRole, saveRole } from './save-role.ts';
export { saveTeam } from './save-team.ts';
export { searchPrincipals } from './search-principals.ts';
export {
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
} from './second-factor/change-second-factor.ts';
export {
  beginEnrolment,
  confirmEnrolment,
  describeSecondFactor,
  describeUserSecondFactor,
} from './second-factor/enrol.ts';
export { finishSignIn } from './second-factor/finish-sign-in.ts';
export { readSignInSettings, saveSignInSettings } from './second-factor/sign-in-settings.ts';
export { sessionCookie } from './session-token.ts';
export { browserOf, sessionIdOf } from './sessions/browser.ts';
export { listOwnSessions, listUserSessions } from './sessions/list-sessions.ts';
export { revokeOtherSessions, revokeOwnSession, revokeUserSessions } from './sessions/revoke-sessions.ts';
export { readStepToken, stepCookie } from './sign-in/step.ts';
export { type SignedIn, signIn } from './sign-in.ts';
export { signOutEverywhere } from './sign-out-everywhere.ts';
export { updateUser } from './update-user.ts';
