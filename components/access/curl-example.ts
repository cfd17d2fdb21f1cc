import type { CreatedApiKey } from '#lib/access/schemas.ts';

/** A command that works with the new key as it is: a question where it may ask one, else who it belongs to. */
export function curlExample(origin: string, { key, value }: CreatedApiKey): string {
  const authorization = `-H "authorization: Bearer ${value}"`;
  if (!key.permissions.includes('endpoints.query')) return `curl ${origin}/api/me \\\n  ${authorization}`;
  return [
    `curl ${origin}/v1/chat/completions`,
    authorization,
    '-H "content-type: application/json"',
    `-d '{"model": "${key.endpoints[0] ?? 'assistant'}", "messages": [{"role": "user", "content": "What can you help me with?"}]}'`,
  ].join(' \\\n  ');
}
