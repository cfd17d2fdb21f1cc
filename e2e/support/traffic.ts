/** Endpoints over fake providers, asked as clients ask them. Import after `test-database.ts`. */
import { POST as createCompletion } from '../../app/v1/chat/completions/route.ts';
import { ensureAdmin, ensureApiKey } from '../../lib/access/index.ts';
import { type VersionDocument, versionDocumentSchema } from '../../lib/chain/schemas.ts';
import { getInference, listInferences } from '../../lib/inference/index.ts';
import { type Inference, inferencePageQuerySchema, type TrafficKind } from '../../lib/inference/schemas.ts';
import { newId } from '../../lib/platform/ids.ts';
import { saveProvider } from '../../lib/providers/index.ts';
import { type ProviderInput, providerInputSchema } from '../../lib/providers/schemas.ts';
import { createModel, registerVersion } from '../../lib/registry/index.ts';
import { createEndpoint, updateEndpoint } from '../../lib/serving/index.ts';
import {
  createEndpointSchema,
  type ServedEntityInput,
  type ServedTarget,
  updateEndpointSchema,
} from '../../lib/serving/schemas.ts';
import { heard } from './changes.ts';
import { admin, passes, versionInput } from './registry.ts';

const key = 'sk-slipway-test-0123456789abcdef';

/** Call once before asking. @returns the id of the key's owner */
export async function openDoor(): Promise<string> {
  const owner = await ensureAdmin({ email: 'admin@example.com', password: 'correct horse battery' });
  await ensureApiKey({ value: key, ownerId: owner.id });
  return owner.id;
}

export async function addProvider(
  name: string,
  baseUrl: string,
  more: Partial<ProviderInput> = {},
): Promise<void> {
  await saveProvider(admin, providerInputSchema.parse({ name, baseUrl, allowPrivateNetwork: true, ...more }));
}

/** A document that answers with a model of a provider, without retrieval. */
export function plainChain(model: string, more: Record<string, unknown> = {}): VersionDocument {
  const parameters = { timeoutMs: 1500 };
  return versionDocumentSchema.parse({
    model: { provider: 'fake', name: model, parameters },
    output: { format: 'text' },
    ...more,
  });
}

/** Registers the documents as the versions of a new model; its name. */
export async function modelOf(...documents: VersionDocument[]): Promise<string> {
  const name = `m-${newId()}`;
  await createModel(admin, { name, description: '', tags: {} });
  for (const document of documents) await registerVersion(admin, name, versionInput({ document }), passes);
  return name;
}

export const versionOf = (model: string, version = 1): ServedTarget => ({ by: 'version', model, version });

type Entity = Omit<ServedEntityInput, 'trafficPercentage'> & { trafficPercentage?: number };

/** The first entity gets everything unless shares are given. */
function withShares(entities: readonly Entity[]): ServedEntityInput[] {
  return entities.map((entity, index) => ({ trafficPercentage: index === 0 ? 100 : 0, ...entity }));
}

/** Makes an endpoint in production; its name. */
export async function serve(...entities: Entity[]): Promise<string> {
  const name = `e-${newId()}`;
  const input = createEndpointSchema.parse({ name, servedEntities: withShares(entities) });
  await heard({ topic: 'endpoint', key: name }, () => createEndpoint(admin, input));
  return name;
}

export async function serveInstead(
  name: string,
  expectedConfig: number,
  ...entities: Entity[]
): Promise<void> {
  const input = updateEndpointSchema.parse({ expectedConfig, servedEntities: withShares(entities) });
  await heard({ topic: 'endpoint', key: name }, () => updateEndpoint(admin, name, input));
}

interface Asked {
  question?: string;
  /** Further members of the body. */
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export function ask(endpoint: string, asked: Asked = {}): Promise<Response> {
  const { question = 'What is a snapshot?', body, headers, signal } = asked;
  const request = new Request('http://localhost/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: endpoint, messages: [{ role: 'user', content: question }], ...body }),
    ...(signal && { signal }),
  });
  return createCompletion(request, { params: Promise.resolve({}) });
}

export function rowOf(response: Response): Promise<Inference> {
  return getInference(admin, response.headers.get('x-slipway-request-id') ?? '');
}

/** Asks and gives the row of the answer. */
export async function askForRow(endpoint: string, asked: Asked = {}): Promise<Inference> {
  const response = await ask(endpoint, asked);
  await response.text();
  return rowOf(response);
}

export async function rowsOf(endpoint: string, traffic: TrafficKind) {
  return (await listInferences(admin, inferencePageQuerySchema.parse({ endpoint, traffic }))).items;
}
