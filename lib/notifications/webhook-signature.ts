/** Signatures of the Standard Webhooks specification (https://www.standardwebhooks.com), symmetric scheme `v1`. */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** 256 bits; the specification asks for 192 to 512. */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`;
}

/** `v1,<base64 of HMAC-SHA256 over "<id>.<unix seconds>.<body>">`. */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${digest}`;
}
