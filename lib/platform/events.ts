/**
 * Configuration changes reach every process through PostgreSQL LISTEN/NOTIFY. Publishing happens inside the change's
 * transaction, so listeners hear of it exactly when it is committed. After a lost connection every listener is called
 * with `null`, meaning "anything may have changed".
 */
import pg from 'pg';
import type { Tx } from './db.ts';
import { env } from './env.ts';
import { log } from './log.ts';
import { processId } from './process-id.ts';

/** For statements that announce a change of what they themselves find; all others call `publishChange`. */
export const changeChannel = 'slipway_change';

export type Topic =
  | 'access'
  | 'endpoint'
  | 'registry'
  | 'provider'
  | 'knowledge'
  | 'privacy'
  | 'limits'
  | 'telemetry';

export interface Change {
  topic: Topic;
  /** Name or id of what changed. */
  key: string;
}

/** A change as it is heard. */
export interface HeardChange extends Change {
  /** Made by this process, which may have taken it into account already and done more since. */
  own: boolean;
}

type Listener = (change: HeardChange | null) => void;

export async function publishChange(tx: Tx, { topic, key }: Change): Promise<void> {
  const message = { topic, key, by: processId() };
  await tx.$executeRaw`SELECT pg_notify(${changeChannel}, ${JSON.stringify(message)})`;
}

function heard(payload: string): HeardChange {
  const { topic, key, by } = JSON.parse(payload) as Change & { by: string };
  return { topic, key, own: by === processId() };
}

const listeners = new Set<Listener>();
let client: pg.Client | undefined;
let starting: Promise<void> | undefined;
let stopped = false;

function dispatch(change: HeardChange | null): void {
  for (const listener of listeners) listener(change);
}

async function connect(): Promise<void> {
  const next = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: 'slipway-events',
    keepAlive: true,
  });
  next.on('notification', (message) => {
    if (message.payload !== undefined) dispatch(heard(message.payload));
  });
  const lost = () => {
    if (client !== next) return;
    client = undefined;
    if (!stopped) reconnectSoon();
  };
  next.on('error', lost);
  next.on('end', lost);
  await next.connect();
  await next.query(`LISTEN ${changeChannel}`);
  client = next;
}

function reconnectSoon(): void {
  const timer = setTimeout(() => {
    connect().then(
      () => dispatch(null),
      (error: unknown) => {
        log.warn('cannot listen for changes, trying again', { error });
        reconnectSoon();
      },
    );
  }, 500);
  timer.unref();
}

/** Calls `listener` for each committed change, from this or any other process. Resolves once listening. */
export async function onChange(listener: Listener): Promise<() => void> {
  stopped = false;
  listeners.add(listener);
  starting ??= connect();
  try {
    await starting;
  } catch (error) {
    // The next caller may find the database up.
    starting = undefined;
    listeners.delete(listener);
    throw error;
  }
  return () => listeners.delete(listener);
}

export async function closeEvents(): Promise<void> {
  stopped = true;
  starting = undefined;
  const open = client;
  client = undefined;
  await open?.end();
}
