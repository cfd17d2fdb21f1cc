import { seal } from '../platform/crypto.ts';
import { AppError } from '../platform/errors.ts';
import type { ChannelTarget, ChannelTargetInput } from './schemas.ts';
import { newWebhookSecret } from './webhook-signature.ts';

export interface KeptTarget {
  /** What is kept in the open. */
  target: ChannelTarget;
  /** What is kept sealed; undefined leaves what is there. */
  secret: string | undefined;
}

/** Parts a target into what may be shown and what may not. `before` is null for a new channel, which needs all of it. */
export function keptTarget(input: ChannelTargetInput, before: ChannelTarget | null): KeptTarget {
  switch (input.kind) {
    case 'email':
      return { target: input, secret: undefined };
    case 'webhook':
      return { target: input, secret: before === null ? newWebhookSecret() : undefined };
    case 'slack':
    case 'teams': {
      const { kind, url } = input;
      if (url !== undefined) return { target: { kind, hint: hintOfAddress(url) }, secret: url };
      if (before?.kind === kind) return { target: before, secret: undefined };
      throw missing('target.url', 'Enter the web address.');
    }
    case 'pagerduty': {
      const { kind, url, routingKey } = input;
      if (routingKey !== undefined) {
        return { target: { kind, url, hint: `…${routingKey.slice(-4)}` }, secret: routingKey };
      }
      if (before?.kind === kind) return { target: { ...before, url }, secret: undefined };
      throw missing('target.routingKey', 'Enter the integration key.');
    }
  }
}

export function sealed(secret: string | undefined): { sealedSecret?: Uint8Array<ArrayBuffer> } {
  return secret === undefined ? {} : { sealedSecret: seal('notification', secret) };
}

function hintOfAddress(url: string): string {
  return `${new URL(url).host}/…${url.slice(-4)}`;
}

function missing(path: string, message: string): AppError {
  return new AppError('invalid', message, { issues: [{ path, message }] });
}
