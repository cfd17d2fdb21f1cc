/** Gemini's `streamGenerateContent?alt=sse` (ai.google.dev, "Generating content"): whole responses, one after another. */
import { nameOfTool, sse, type VendorAnswer, type VendorProtocol, vectorOf } from './protocol.ts';

const reasons = { stop: 'STOP', length: 'MAX_TOKENS', tool: 'STOP' } as const;
const statuses: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
};

export const google: VendorProtocol = {
  contentType: 'text/event-stream',
  authorised: ({ headers, path }, key) => headers['x-goog-api-key'] === key && !path.includes(key),
  problem: ({ path, body }) => {
    if (!/^\/v1beta\/models\/[\w.-]+:streamGenerateContent\?alt=sse$/.test(path)) return `Unknown: ${path}`;
    return Array.isArray(body.contents) ? null : 'contents is not specified';
  },
  firstTool: ({ body }) => {
    const [tools] = (body.tools ?? []) as { functionDeclarations: unknown[] }[];
    return tools === undefined ? null : nameOfTool(tools.functionDeclarations[0]);
  },
  frames,
  errorFrame: sse('text', {
    error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' },
  }).bytes,
  garbage: Buffer.from('data: {"candidates": [\n\n'),
  error: (status, message) => ({ error: { code: status, message, status: statuses[status] ?? 'INTERNAL' } }),
  embed: ({ path, body }) => {
    if (!path.endsWith(':batchEmbedContents') && !path.endsWith(':embedContent')) return null;
    const requests = (path.endsWith(':embedContent') ? [body] : body.requests) as EmbedRequest[];
    const embeddings = requests.map(({ content, outputDimensionality }) => ({
      values: vectorOf(content.parts[0]?.text ?? '', outputDimensionality),
    }));
    return path.endsWith(':embedContent') ? { embedding: embeddings[0] } : { embeddings };
  },
};

interface EmbedRequest {
  content: { parts: { text: string }[] };
  outputDimensionality?: number;
}

/** `promptTokenCount` includes cached content, `candidatesTokenCount` excludes thoughts. There are no cache writes. */
function frames({ text, call, reason, usage }: VendorAnswer) {
  const counted = usage && {
    promptTokenCount: usage.input + usage.cachedInput + usage.cacheWrite,
    cachedContentTokenCount: usage.cachedInput,
    candidatesTokenCount: usage.output,
    thoughtsTokenCount: usage.reasoning,
  };
  const response = (parts: object[], more: object = {}, usageMetadata: object | null = null) => ({
    candidates: [{ content: { role: 'model', parts }, index: 0, ...more }],
    modelVersion: 'gemini',
    ...(usageMetadata && { usageMetadata }),
  });
  const called = call && { functionCall: { id: call.id, name: call.name, args: call.arguments } };
  return [
    ...text.map((piece) => sse('text', response([{ text: piece }]))),
    ...(called ? [sse('call', response([called]))] : []),
    sse('end', response([{ text: '' }], { finishReason: reasons[reason] }, counted)),
  ];
}
