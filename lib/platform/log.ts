/** One JSON line for each event on standard error. Never log request bodies, prompts, keys or cookies. */
import { env } from './env.ts';
import { redact } from './redact.ts';

const levels = { debug: 10, info: 20, warn: 30, error: 40, silent: 100 } as const;
type Level = Exclude<keyof typeof levels, 'silent'>;

function write(level: Level, message: string, fields: Record<string, unknown>): void {
  if (levels[level] < levels[env().SLIPWAY_LOG]) return;
  const line = { at: new Date().toISOString(), level, message, ...fields };
  process.stderr.write(`${redact(JSON.stringify(line, replaceErrors))}\n`);
}

function replaceErrors(_key: string, value: unknown): unknown {
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  return typeof value === 'bigint' ? value.toString() : value;
}

export const log = {
  debug: (message: string, fields: Record<string, unknown> = {}) => write('debug', message, fields),
  info: (message: string, fields: Record<string, unknown> = {}) => write('info', message, fields),
  warn: (message: string, fields: Record<string, unknown> = {}) => write('warn', message, fields),
  error: (message: string, fields: Record<string, unknown> = {}) => write('error', message, fields),
};
