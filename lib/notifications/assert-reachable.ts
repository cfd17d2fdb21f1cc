import { assertEgressAllowed } from '../platform/egress.ts';
import type { ChannelTarget } from './schemas.ts';

/** Says at once what the egress guard would refuse at every delivery. Names are checked again when they are resolved. */
export function assertReachable(target: ChannelTarget): void {
  if (target.kind === 'webhook') assertEgressAllowed(new URL(target.url));
}
