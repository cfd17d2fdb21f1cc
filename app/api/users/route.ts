import { createUser, listUsers, route } from '#lib/access/index.ts';
import {
  createUserSchema,
  listUsersQuerySchema,
  userListSchema,
  userWithPasswordSchema,
} from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List users',
  query: listUsersQuerySchema,
  output: userListSchema,
  handle: ({ caller, query }) => listUsers(caller, query),
});

export const POST = route({
  permission: 'access.write',
  summary: 'Add a user',
  body: createUserSchema,
  output: userWithPasswordSchema,
  secretAnswer: true,
  status: 201,
  handle: ({ caller, body }) => createUser(caller, body),
});
