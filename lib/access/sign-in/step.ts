/**
 * A sign-in under way is a row bound to one browser by a cookie. It opens nothing by itself, lives for minutes, and is
 * used up by the step that follows: whoever replays that step finds nothing.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { randomToken, seal, unseal } from '../../platform/crypto.ts';
import type { Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { parseCookies, secureCookies } from '../session-token.ts';
import { findStep, insertStep, type StepKind, type StepRow, takeStep } from './step-store.ts';

const secondsOf = { 'second-factor': 300, oidc: 600 } as const satisfies Record<StepKind, number>;

/** Returns the secret for the browser's cookie. */
export async function beginStep(
  tx: Tx,
  kind: StepKind,
  userId: string | null,
  payload: unknown,
): Promise<string> {
  const token = randomToken(32);
  const sealed = seal('sign-in-step', JSON.stringify(payload));
  await insertStep(tx, { hash: hashOf(token), kind, userId, sealed, seconds: secondsOf[kind] });
  return token;
}

export interface Step<T> {
  userId: string | null;
  payload: T;
}

/** Looks at a step and leaves it. Throws `unauthenticated` (reason `step_over`) when it is over or was never begun. */
export async function readStep<S extends z.ZodType>(
  token: string | null,
  kind: StepKind,
  schema: S,
): Promise<Step<z.output<S>>> {
  return opened(token === null ? null : await findStep(hashOf(token), kind), schema);
}

/** Uses a step up. Throws as `readStep` does. */
export async function finishStep<S extends z.ZodType>(
  tx: Tx,
  token: string | null,
  kind: StepKind,
  schema: S,
): Promise<Step<z.output<S>>> {
  return opened(token === null ? null : await takeStep(tx, hashOf(token), kind), schema);
}

function opened<S extends z.ZodType>(row: StepRow | null, schema: S): Step<z.output<S>> {
  if (row === null) throw stepOver();
  return { userId: row.userId, payload: schema.parse(JSON.parse(unseal('sign-in-step', row.sealed))) };
}

export function stepOver(): AppError {
  return new AppError(
    'unauthenticated',
    'Signing in took too long, or was finished in another window. Begin again.',
    { reason: 'step_over' },
  );
}

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

const baseName = 'slipway.sign-in';

function cookieName(): string {
  return secureCookies() ? `__Host-${baseName}` : baseName;
}

/** `null` takes the cookie away. */
export function stepCookie(token: string | null): string {
  const attributes = `Path=/; Max-Age=${token === null ? 0 : 600}; HttpOnly; SameSite=Lax`;
  return `${cookieName()}=${token ?? ''}; ${attributes}${secureCookies() ? '; Secure' : ''}`;
}

export function readStepToken(request: Request): string | null {
  return parseCookies(request.headers.get('cookie') ?? '').get(cookieName()) || null;
}
