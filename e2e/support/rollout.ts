/** Models and endpoints that belong to one test, over a provider of its own, and the people who ask them. */
import type { Product } from './product.ts';
import { type Answered, askPlainly, callApi } from './product-api.ts';

type Reachable = Pick<Product, 'url'>;

/**
 * Registers each template as a version of a new model. The provider at `url` and the model are both called `name`, and the
 * fake provider answers with the template filled in, so an answer tells which version gave it.
 */
export async function registerPrompts(
  product: Reachable,
  name: string,
  url: string,
  templates: readonly string[],
): Promise<void> {
  await callApi(product, 'PUT', `/api/providers/${name}`, { baseUrl: url, allowPrivateNetwork: true });
  await callApi(product, 'POST', '/api/models', { name });
  for (const user of templates) {
    const document = { kind: 'prompt', prompt: { user }, model: { provider: name, name: 'fake-chat' } };
    await callApi(product, 'POST', `/api/models/${name}/versions`, { document });
  }
}

interface Share {
  name: string;
  target: Record<string, unknown>;
  trafficPercentage: number;
}

export async function createEndpoint(
  product: Reachable,
  name: string,
  environment: 'development' | 'staging' | 'production',
  servedEntities: readonly Share[],
): Promise<void> {
  await callApi(product, 'POST', '/api/endpoints', { name, environment, servedEntities });
}

/** Two versions of the model called like the endpoint, so many percent of people on the second. */
export function split(model: string, second: number): Share[] {
  return [
    { name: 'main', target: { by: 'version', model, version: 1 }, trafficPercentage: 100 - second },
    { name: 'candidate', target: { by: 'version', model, version: 2 }, trafficPercentage: second },
  ];
}

export function people(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `person-${index}`);
}

const atATime = 8;

/** Every one of them asks once; the answers are in their order. */
export async function askAsEach(
  product: Reachable,
  endpoint: string,
  users: readonly string[],
  questionOf: (index: number) => string = () => 'Who are you?',
): Promise<Answered[]> {
  const waiting = [...users.entries()];
  const answers: Answered[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, user] = next;
      answers[index] = await askPlainly(product, endpoint, questionOf(index), user);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return answers;
}

export async function rate(product: Reachable, requestId: string, rating: 'up' | 'down'): Promise<void> {
  await callApi(product, 'POST', '/v1/feedback', { request_id: requestId, rating });
}
