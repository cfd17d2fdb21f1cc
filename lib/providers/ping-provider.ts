import { AppError } from '../platform/errors.ts';
import { openProvider } from './open-providers.ts';
import type { ProviderKind } from './schemas.ts';

export interface ProviderPing {
  ok: boolean;
  /** What it answered, for people; holds neither key nor address. */
  message: string;
}

/** How a kind wants to be shown its key; absent for those whose requests are signed. */
const keyHeaders: Partial<Record<ProviderKind, (key: string) => Record<string, string>>> = {
  openai: bearer,
  'openai-compatible': bearer,
  mistral: bearer,
  cohere: bearer,
  azure: (key) => ({ 'api-key': key }),
  anthropic: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
  google: (key) => ({ 'x-goog-api-key': key }),
};

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

/**
 * Asks a provider for the list of its models, which costs nothing. A server that knows no such list is there all the same:
 * what counts is that it answers, takes the key and reports no failure of its own. Checks no permission; never throws but
 * when aborted.
 */
export async function pingProvider(name: string, signal: AbortSignal): Promise<ProviderPing> {
  try {
    const { connection, summary } = await openProvider(name);
    if (connection === null || summary.kind === 'extractive') {
      return { ok: true, message: 'It answers in this process.' };
    }
    const { kind } = summary;
    const headers = connection.apiKey === null ? {} : (keyHeaders[kind]?.(connection.apiKey) ?? {});
    const response = await connection.fetch(addressOf(kind, connection.baseUrl), { headers, signal });
    await response.body?.cancel();
    return judge(response.status, kind in keyHeaders);
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, message: reasonOf(error) };
  }
}

function addressOf(kind: ProviderKind, baseUrl: string): string {
  return kind === 'invocations' || kind === 'bedrock' ? baseUrl : `${baseUrl.replace(/\/+$/, '')}/models`;
}

function judge(status: number, keyWasShown: boolean): ProviderPing {
  if (status >= 500) return { ok: false, message: `It answers with status ${status}.` };
  // Requests are not redirected: they would all fail.
  if (status >= 300 && status <= 399) {
    return { ok: false, message: `It redirects (status ${status}). Enter the address it leads to.` };
  }
  if (keyWasShown && (status === 401 || status === 403)) {
    return { ok: false, message: `It refuses the key (status ${status}).` };
  }
  return { ok: true, message: `It answers (status ${status}).` };
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return `It cannot be reached${code}.`;
}
