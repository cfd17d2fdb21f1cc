export { authenticate } from './authenticate.ts';
export { assertMay, type Caller, may, systemCaller, type UserCaller, userIdOf } from './caller.ts';
export {
  isPermission,
  type Permission,
  permissions,
  permissionsOf,
  type Role,
  roleMay,
  roles,
} from './permissions.ts';
export { type RouteContext, type RouteHandler, route } from './route.ts';
