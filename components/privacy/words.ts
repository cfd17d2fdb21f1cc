import type { EndpointDataClass } from '#lib/privacy/schemas.ts';

export const classLabels: Record<EndpointDataClass | 'ledger', string> = {
  text: 'Text of requests',
  metrics: 'Rows of requests',
  feedback: 'Feedback comments',
  conversations: 'Conversations',
  responseCache: 'Cached answers',
  guardrails: 'Guardrail events',
  datasets: 'Questions in datasets',
  ledger: 'Usage ledger',
};

export function daysText(days: number | null | undefined): string {
  if (days === null || days === undefined) return 'for ever';
  return days === 1 ? '1 day' : `${days} days`;
}
