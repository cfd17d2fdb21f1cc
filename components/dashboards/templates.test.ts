import { expect, it } from 'vitest';
import { dashboardInputSchema } from '#lib/dashboards/schemas.ts';
import { inputOf, templates } from './templates.ts';

it('every template is a dashboard that can be saved', () => {
  for (const template of templates) {
    expect(dashboardInputSchema.safeParse(inputOf(template)).error, template.name).toBeUndefined();
  }
  expect(templates.map(({ name }) => name)).toEqual(['Latency', 'Cost', 'Quality', 'Resources']);
});
