import type { z } from 'zod';
import { AppError, parseOrThrow } from '../errors.ts';

const declaredTooLarge = (limit: number) =>
  new AppError(
    'too_large',
    `The request body is larger than ${limit.toLocaleString('en')} bytes. Send less at a time.`,
  );

/** Reads a body of at most `limit` bytes; never buffers more than that. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get('content-length');
  if (Number(declared ?? '0') > limit) throw declaredTooLarge(limit);
  // The parser of HTTP lets no more through than was declared, so it may be collected without a web stream in between.
  if (declared !== null) return new Uint8Array(await request.arrayBuffer());
  if (request.body === null) return new Uint8Array(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw declaredTooLarge(limit);
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}

/** Deeper JSON than this is nobody's request and only slows whatever walks it. */
const maxDepth = 64;

function depthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth++;
      if (depth > limit) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}

/** Parses a JSON body strictly: valid UTF-8, a JSON content type, bounded size and depth. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && !type?.endsWith('+json')) {
    throw new AppError(
      'unsupported_media_type',
      'Send the body as JSON with "content-type: application/json".',
    );
  }
  const bytes = await readBytes(request, limit);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('invalid', 'The request body is not valid UTF-8.');
  }
  if (depthExceeds(text, maxDepth)) {
    throw new AppError('invalid', `The request body is nested deeper than ${maxDepth} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof SyntaxError ? `: ${error.message}` : '';
    throw new AppError('invalid', `The request body is not valid JSON${detail}`);
  }
}

/** Reads and validates a JSON body where the route cannot say beforehand that there will be one. */
export async function readJsonAs<T extends z.ZodType>(
  request: Request,
  schema: T,
  limit: number,
): Promise<z.output<T>> {
  return parseOrThrow(schema, await readJson(request, limit), 'request body');
}
