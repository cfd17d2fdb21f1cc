/** Whatever can go wrong on the provider's side, told apart once. Messages are safe to show: keys are blanked. */
import { APICallError, InvalidResponseDataError } from '@ai-sdk/provider';
import { AppError } from '../../platform/errors.ts';
import { ProviderError, type ProviderErrorCode } from '../contract.ts';

const maxDetailChars = 300;

export interface ErrorContext {
  provider: string;
  apiKey: string | null;
  now: () => number;
}

/** Classifies an HTTP answer that is not a success. `detail` is the provider's own explanation, if it gave one. */
export function errorOfStatus(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  detail: string,
  context: ErrorContext,
): ProviderError {
  const { code, says } = meaningOf(status);
  const shown = readable(detail, context.apiKey);
  return new ProviderError(code, `The provider "${context.provider}" ${says}${shown && `: ${shown}`}`, {
    provider: context.provider,
    status,
    retryAfterMs: retryAfterMs(headers, context.now()),
  });
}

function meaningOf(status: number): { code: ProviderErrorCode; says: string } {
  if (status === 401 || status === 403) return { code: 'unauthorized', says: `refused the key (${status})` };
  if (status === 404) return { code: 'bad_request', says: 'does not know this model or address (404)' };
  if (status === 408) return { code: 'timeout', says: 'gave up waiting (408)' };
  if (status === 429)
    return { code: 'rate_limited', says: 'is asked too often or its quota is used up (429)' };
  if (status >= 500) return { code: 'unavailable', says: `failed (${status})` };
  if (status >= 300 && status < 400) {
    return { code: 'bad_response', says: `redirects elsewhere (${status}); enter its final address` };
  }
  return { code: 'bad_request', says: `refused the request (${status})` };
}

/** Turns anything thrown while calling or reading the provider into a `ProviderError`. */
export function toProviderError(error: unknown, context: ErrorContext): ProviderError {
  if (error instanceof ProviderError) return error;
  const { provider } = context;
  if (InvalidResponseDataError.isInstance(error)) return streamCut(provider, error);
  if (APICallError.isInstance(error) && error.statusCode !== undefined && error.statusCode >= 300) {
    return errorOfStatus(error.statusCode, error.responseHeaders ?? {}, detailOf(error), context);
  }
  if (isTooLarge(error)) {
    return new ProviderError('bad_response', `The provider "${provider}" sent too much and was stopped.`, {
      provider,
      cause: error,
    });
  }
  if (isUnsupported(error)) {
    const detail = readable(error.message, context.apiKey);
    return new ProviderError(
      'bad_request',
      `The provider "${provider}" cannot take this request: ${detail}`,
      {
        provider,
        cause: error,
      },
    );
  }
  if (isUnreadable(error)) {
    return new ProviderError('bad_response', `The provider "${provider}" sent something that is not JSON.`, {
      provider,
      cause: error,
    });
  }
  const reason = reasonOf(error);
  return new ProviderError('unavailable', `The provider "${provider}" cannot be reached: ${reason}`, {
    provider,
    cause: error,
  });
}

export function streamCut(provider: string, cause?: unknown): ProviderError {
  return new ProviderError(
    'stream_cut',
    `The provider "${provider}" ended the answer in the middle. What arrived is incomplete; ask again.`,
    { provider, cause },
  );
}

/** An error event inside a stream that began well, as OpenAI-compatible servers send under load. */
export function errorOfChunk(error: unknown, context: ErrorContext): ProviderError {
  if (error instanceof Error) return toProviderError(error, context);
  const status = statusIn(error);
  if (status !== null) return errorOfStatus(status, {}, messageIn(error), context);
  const detail = readable(messageIn(error), context.apiKey);
  return new ProviderError(
    'unavailable',
    `The provider "${context.provider}" failed while answering${detail && `: ${detail}`}`,
    { provider: context.provider },
  );
}

/** An error told with a success status, as `{error: …}` or Databricks' `{error_code, message}`; null when it is none. */
export function errorInBody(body: unknown, context: ErrorContext): ProviderError | null {
  if (typeof body !== 'object' || body === null) return null;
  const { error, error_code } = body as Record<string, unknown>;
  const failed = typeof error_code === 'string' || (error !== undefined && error !== null && error !== '');
  return failed ? errorOfChunk(body, context) : null;
}

/** `retry-after-ms`, or `retry-after` as seconds or as an HTTP date (RFC 9110 §10.2.3). */
export function retryAfterMs(
  headers: Readonly<Record<string, string | undefined>>,
  now: number,
): number | null {
  const exact = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (exact >= 0) return exact;
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function detailOf(error: APICallError): string {
  return messageIn(error.data) || messageInText(error.responseBody ?? '');
}

/** `{error: {message}}` of OpenAI, `{message}` or `{detail}` of others; HTML pages say nothing worth showing. */
export function messageInText(body: string): string {
  try {
    return messageIn(JSON.parse(body));
  } catch {
    return '';
  }
}

function messageIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { error, message, detail } = value as Record<string, unknown>;
  if (typeof message === 'string') return message;
  if (typeof detail === 'string') return detail;
  return error === undefined ? '' : messageIn(error);
}

/** One short line without the key, whole or masked as OpenAI repeats it. */
function readable(text: string, apiKey: string | null): string {
  const whole = apiKey !== null && apiKey !== '' ? text.replaceAll(apiKey, '…') : text;
  return whole
    .replaceAll(/\bsk-[\w*-]{4,}/g, '…')
    .replaceAll(/Bearer\s+\S+/gi, 'Bearer …')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, maxDetailChars);
}

/** The AI SDK adds the status that an error inside a stream stands for (Anthropic's `overloaded_error` is 529). */
function statusIn(error: unknown): number | null {
  if (typeof error !== 'object' || error === null) return null;
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : null;
}

/** undici's bound on the size of an answer. */
function isTooLarge(error: unknown): boolean {
  return causes(error).some(({ code }) => code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE');
}

/** The AI SDK's refusals of what a vendor's API has no place for, before anything is sent. */
function isUnsupported(error: unknown): error is Error {
  return (
    error instanceof Error &&
    /^AI_(UnsupportedFunctionality|InvalidPrompt|InvalidArgument|TooManyEmbeddingValuesForCall)Error$/.test(
      error.name,
    )
  );
}

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/^AI_(JSONParse|TypeValidation|EmptyResponseBody)Error$/.test(error.name)) return true;
  return error instanceof SyntaxError;
}

/** Our own refusal (the egress guard's) in full, else the network's word for it (`ECONNREFUSED`, say). */
function reasonOf(error: unknown): string {
  for (const at of causes(error)) {
    if (at instanceof AppError) return at.message;
    if (typeof at.code === 'string' && at.code !== 'ERR_UNHANDLED_ERROR') return `${at.code}.`;
  }
  return 'the connection failed.';
}

/** Our own guard said no: asking again changes nothing, and the provider is not to blame. */
export function isEgressRefusal(error: unknown): boolean {
  return causes(error).some((at) => at instanceof AppError && at.reason === 'egress_refused');
}

function causes(error: unknown): (Error & { code?: unknown })[] {
  const chain: (Error & { code?: unknown })[] = [];
  for (let at = error; at instanceof Error && chain.length < 6; at = at.cause) chain.push(at);
  return chain;
}
