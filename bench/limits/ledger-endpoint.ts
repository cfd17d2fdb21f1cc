import { systemCaller } from '../../lib/access/index.ts';
import { versionDocumentSchema } from '../../lib/chain/schemas.ts';
import { newId } from '../../lib/platform/ids.ts';
import { saveProvider } from '../../lib/providers/index.ts';
import { providerInputSchema } from '../../lib/providers/schemas.ts';
import { createModel, registerVersion } from '../../lib/registry/index.ts';
import { registerVersionSchema } from '../../lib/registry/schemas.ts';
import { createEndpoint } from '../../lib/serving/index.ts';
import { createEndpointSchema } from '../../lib/serving/schemas.ts';

const admin = systemCaller('bench');

/** An endpoint whose one version asks the provider at this address; its name. */
export async function plainEndpoint(baseUrl: string, price: Record<string, number>): Promise<string> {
  const name = `ledger-${newId().slice(-8)}`;
  const models = [{ name: 'm', price }];
  await saveProvider(
    admin,
    providerInputSchema.parse({
      name: 'counting',
      baseUrl,
      allowPrivateNetwork: true,
      models,
      kind: 'openai-compatible',
    }),
  );
  const document = versionDocumentSchema.parse({
    model: { provider: 'counting', name: 'm', parameters: { timeoutMs: 20_000 } },
    output: { format: 'text' },
  });
  await createModel(admin, { name, description: '', tags: {} });
  const passes = async () => ({
    status: 'skipped' as const,
    question: '',
    answer: '',
    message: '',
    totalMs: 0,
  });
  await registerVersion(admin, name, registerVersionSchema.parse({ document, dryRun: 'skip' }), passes);
  await createEndpoint(
    admin,
    createEndpointSchema.parse({
      name,
      servedEntities: [
        {
          name: 'main',
          target: { by: 'version', model: name, version: 1 },
          trafficPercentage: 100,
          retries: 0,
        },
      ],
    }),
  );
  return name;
}
