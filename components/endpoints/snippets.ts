/** Calls to an endpoint that work once the key is filled in, by client. */
import type { InputValues } from '#lib/chain/schemas.ts';
import { jsLiteral, pyLiteral } from './literals.ts';

export interface SnippetOptions {
  /** Where the product is reached: scheme, host and port. */
  origin: string;
  endpoint: string;
  /** Values for the inputs of the version that answers; empty when it has none. */
  inputs?: InputValues;
  stream?: boolean;
}

export const clients = ['curl', 'python', 'typescript', 'langchain', 'langchain-js', 'mlflow'] as const;
export type Client = (typeof clients)[number];
export type Snippets = Record<Client, string>;

const question = 'What can you help me with?';

export function endpointSnippets(options: SnippetOptions): Snippets {
  return {
    curl: curl(options),
    python: python(options),
    typescript: typescript(options),
    langchain: langchain(options),
    'langchain-js': langchainJs(options),
    mlflow: mlflow(options),
  };
}

function hasInputs({ inputs = {} }: SnippetOptions): boolean {
  return Object.keys(inputs).length > 0;
}

function curl(options: SnippetOptions): string {
  const { origin, endpoint, inputs, stream = false } = options;
  const body = {
    model: endpoint,
    messages: [{ role: 'user', content: question }],
    ...(hasInputs(options) && { inputs }),
    ...(stream && { stream }),
  };
  return `curl ${stream ? '-N ' : ''}${origin}/v1/chat/completions \\
  -H "Authorization: Bearer $SLIPWAY_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(body).replaceAll("'", `'\\''`)}'`;
}

function python(options: SnippetOptions): string {
  const { origin, endpoint, inputs = {}, stream = false } = options;
  const extra = hasInputs(options) ? `\n    extra_body={"inputs": ${pyLiteral(inputs)}},` : '';
  const call = `client.chat.completions.create(
    model="${endpoint}",
    messages=[{"role": "user", "content": "${question}"}],${extra}${stream ? '\n    stream=True,' : ''}
)`;
  return `import os
from openai import OpenAI

client = OpenAI(base_url="${origin}/v1", api_key=os.environ["SLIPWAY_KEY"])

${
  stream
    ? `for chunk in ${call}:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`
    : `completion = ${call}
print(completion.choices[0].message.content)`
}`;
}

function typescript(options: SnippetOptions): string {
  const { origin, endpoint, inputs = {}, stream = false } = options;
  // Spread, because the client's types do not know the field.
  const extra = hasInputs(options) ? `\n  ...{ inputs: ${jsLiteral(inputs)} },` : '';
  const call = `await client.chat.completions.create({
  model: '${endpoint}',
  messages: [{ role: 'user', content: '${question}' }],${extra}${stream ? '\n  stream: true,' : ''}
})`;
  return `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${origin}/v1', apiKey: process.env.SLIPWAY_KEY });

${
  stream
    ? `const stream = ${call};
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? '');
}`
    : `const completion = ${call};
console.log(completion.choices[0]?.message.content);`
}`;
}

function langchain(options: SnippetOptions): string {
  const { origin, endpoint, inputs = {}, stream = false } = options;
  const extra = hasInputs(options) ? `\n    extra_body={"inputs": ${pyLiteral(inputs)}},` : '';
  return `import os
from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="${endpoint}",
    base_url="${origin}/v1",
    api_key=os.environ["SLIPWAY_KEY"],${extra}
)

${
  stream
    ? `for chunk in model.stream("${question}"):
    print(chunk.content, end="", flush=True)`
    : `print(model.invoke("${question}").content)`
}`;
}

function langchainJs(options: SnippetOptions): string {
  const { origin, endpoint, inputs = {}, stream = false } = options;
  const extra = hasInputs(options) ? `\n  modelKwargs: { inputs: ${jsLiteral(inputs)} },` : '';
  return `import { ChatOpenAI } from '@langchain/openai';

const model = new ChatOpenAI({
  model: '${endpoint}',
  apiKey: process.env.SLIPWAY_KEY,
  configuration: { baseURL: '${origin}/v1' },${extra}
});

${
  stream
    ? `for await (const chunk of await model.stream('${question}')) {
  process.stdout.write(chunk.text);
}`
    : `const answer = await model.invoke('${question}');
console.log(answer.text);`
}`;
}

function mlflow(options: SnippetOptions): string {
  const { origin, endpoint, inputs = {}, stream = false } = options;
  const extra = hasInputs(options) ? `\n        "custom_inputs": ${pyLiteral(inputs)},` : '';
  const call = `client.${stream ? 'predict_stream' : 'predict'}(
    endpoint="${endpoint}",
    inputs={
        "messages": [{"role": "user", "content": "${question}"}],${extra}
    },
)`;
  return `import os
from mlflow.deployments import get_deploy_client

os.environ["DATABRICKS_HOST"] = "${origin}"
os.environ["DATABRICKS_TOKEN"] = os.environ["SLIPWAY_KEY"]
client = get_deploy_client("databricks")

${
  stream
    ? `for chunk in ${call}:
    if chunk["choices"]:
        print(chunk["choices"][0]["delta"].get("content") or "", end="", flush=True)`
    : `answer = ${call}
print(answer["choices"][0]["message"]["content"])`
}`;
}
