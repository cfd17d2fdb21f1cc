import { expect, test } from 'vitest';
import { createFormSchema, emptyEndpoint } from './create-values.ts';

const target = { ...emptyEndpoint.target, model: 'assistant', alias: 'champion' };

test('the first served entity gets everything', () => {
  expect(createFormSchema.parse({ ...emptyEndpoint, name: 'support', target })).toMatchObject({
    name: 'support',
    environment: 'development',
    servedEntities: [
      {
        name: 'main',
        trafficPercentage: 100,
        target: { by: 'alias', model: 'assistant', alias: 'champion' },
      },
    ],
  });
});

test('names that cannot be addressed and targets that are not chosen are refused', () => {
  for (const name of ['', 'Support', 'new']) {
    expect(createFormSchema.safeParse({ ...emptyEndpoint, name, target }).success).toBe(false);
  }
  const nameless = createFormSchema.safeParse(emptyEndpoint);
  expect(nameless.error?.issues.map(({ message }) => message)).toContain(
    'Give it a name: clients call it by it.',
  );
  const parsed = createFormSchema.safeParse({ ...emptyEndpoint, name: 'support' });
  expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['target.model', 'target.alias']);
});
