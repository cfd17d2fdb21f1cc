import { invite, listInvitations, route } from '#lib/access/index.ts';
import {
  createdInvitationSchema,
  createInvitationSchema,
  invitationListSchema,
  listInvitationsQuerySchema,
} from '#lib/access/schemas.ts';
import { mailInvitation } from '#lib/notifications/index.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List invitations',
  query: listInvitationsQuerySchema,
  output: invitationListSchema,
  handle: ({ caller, query }) => listInvitations(caller, query),
});

export const POST = route({
  permission: 'access.write',
  summary: 'Invite a person',
  body: createInvitationSchema,
  output: createdInvitationSchema,
  secretAnswer: true,
  status: 201,
  handle: ({ caller, body }) => invite(caller, body, mailInvitation),
});
