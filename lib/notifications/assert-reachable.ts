import { assertEgressAllowed } from '../platform/egress.ts';
import type { ChannelTargetInput } from './schemas.ts';

/** Says at once what the egress guard would refuse at every delivery. Names are checked again when they are resolved. */
export function assertReachable(target: ChannelTargetInput): void {
  if (target.kind !== 'email' && target.url !== undefined) assertEgressAllowed(new URL(target.url));
}
