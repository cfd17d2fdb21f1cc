/** Calls to an endpoint that work once the key is filled in. */
export interface Snippets {
  curl: string;
  python: string;
  typescript: string;
}

const question = 'What can you help me with?';

/** `origin` is where the product is reached: scheme, host and port. */
export function endpointSnippets(origin: string, endpoint: string): Snippets {
  return {
    curl: `curl ${origin}/v1/chat/completions \\
  -H "Authorization: Bearer $SLIPWAY_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "${endpoint}", "messages": [{"role": "user", "content": "${question}"}]}'`,
    python: `import os
from openai import OpenAI

client = OpenAI(base_url="${origin}/v1", api_key=os.environ["SLIPWAY_KEY"])

completion = client.chat.completions.create(
    model="${endpoint}",
    messages=[{"role": "user", "content": "${question}"}],
)
print(completion.choices[0].message.content)`,
    typescript: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${origin}/v1', apiKey: process.env.SLIPWAY_KEY });

const completion = await client.chat.completions.create({
  model: '${endpoint}',
  messages: [{ role: 'user', content: '${question}' }],
});
console.log(completion.choices[0]?.message.content);`,
  };
}
