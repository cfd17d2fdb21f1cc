/**
 * Mutations that may be refused because a change takes a second person carry in `meta.proposal` what to propose instead.
 * The shell hears of every such refusal in one place and asks whether to propose it; no screen has to know.
 */
import type { Mutation } from '@tanstack/react-query';
import { approvalRequired } from '#lib/approvals/schemas.ts';
import { type Proposal, proposalSchema } from '#lib/changes/schemas.ts';
import { ApiError } from '#lib/client/api.ts';

export interface Offer {
  proposal: Proposal;
  /** The server's words why it was not made. */
  refusal: string;
}

type Listener = (offer: Offer) => void;
const listeners = new Set<Listener>();

export function onOffer(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For `meta.proposal`: makes of what was sent what would be proposed. */
export function proposing<Sent>(make: (sent: Sent) => unknown): { proposal: (sent: unknown) => unknown } {
  return { proposal: (sent) => make(sent as Sent) };
}

/** Offers to propose what was refused for want of a second person, or of the permission to make it oneself. */
export function offerToPropose(
  error: unknown,
  sent: unknown,
  { meta }: Pick<Mutation<unknown, unknown, unknown, unknown>, 'meta'>,
): void {
  if (!(error instanceof ApiError) || typeof meta?.proposal !== 'function') return;
  if (error.reason !== approvalRequired && error.reason !== 'missing_permission') return;
  const parsed = proposalSchema.safeParse(meta.proposal(sent));
  if (!parsed.success) return;
  for (const listener of listeners) listener({ proposal: parsed.data, refusal: error.detail });
}
