/** Custom steps where two copies of every module live in one process: the server's own and Next's bundle. */
import { startFakeOpenAi } from './support/fake-openai.ts';
import { askPlainly, callApi, tryVersion } from './support/product-api.ts';
import { expect, test } from './support/test.ts';

const model = 'shouting';
const code = 'export default ({ question }) => ({ question: question.toUpperCase() });';

test('a custom step runs in the dry run, when tried, and in the answers of an endpoint', async ({
  product,
}) => {
  const fake = await startFakeOpenAi();
  try {
    await callApi(product, 'PUT', `/api/providers/${model}`, {
      baseUrl: fake.url,
      allowPrivateNetwork: true,
    });
    await callApi(product, 'POST', '/api/models', { name: model });
    const document = {
      preprocess: [{ step: 'custom', name: 'shout', code }],
      model: { provider: model, name: 'fake-chat' },
      output: { format: 'text' },
    };
    const registered = await callApi(product, 'POST', `/api/models/${model}/versions`, { document });
    expect(registered).toMatchObject({
      dryRun: { status: 'passed', answer: 'You said: WHAT CAN YOU TELL ME?' },
    });
    const target = { by: 'version', model, version: 1 };
    const servedEntities = [{ name: 'only', target, trafficPercentage: 100 }];
    await callApi(product, 'POST', '/api/endpoints', { name: model, servedEntities });
    const both = await Promise.all([
      askPlainly(product, model, 'hello?').then(({ text }) => text),
      tryVersion(product, model, 1, 'hello?'),
    ]);
    expect(both).toEqual(['You said: HELLO?', 'You said: HELLO?']);
  } finally {
    await fake.stop();
  }
});
