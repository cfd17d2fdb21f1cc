/** For the pictures of the overview: what the assistant is held to, what it may cost, and a report of it by e-mail. */
import { objectiveTemplates } from '../../lib/objectives/schemas.ts';
import { callApi } from './product-api.ts';

export async function populateOverview(url: string): Promise<void> {
  for (const template of objectiveTemplates)
    await callApi({ url }, 'POST', '/api/objectives', { endpoint: 'assistant', ...template });
  await callApi({ url }, 'POST', '/api/limits/quotas', {
    subject: { kind: 'endpoint', id: 'assistant' },
    measure: 'money',
    period: 'month',
    timeZone: 'Europe/Berlin',
    amount: '60000000000',
  });
  await callApi({ url }, 'POST', '/api/reports', {
    name: 'The assistant on Monday',
    cadence: 'weekly',
    day: 1,
    hour: 8,
    timeZone: 'Europe/Berlin',
    endpoint: 'assistant',
  });
}
