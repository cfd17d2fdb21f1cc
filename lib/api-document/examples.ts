/** Bodies to start from, by method and path. */
export const bodyExamples: Readonly<Record<string, unknown>> = {
  'POST /v1/chat/completions': {
    model: 'assistant',
    messages: [{ role: 'user', content: 'What can you help me with?' }],
    stream: false,
  },
  'POST /v1/responses': { model: 'assistant', input: 'What can you help me with?' },
  'POST /v1/embeddings': { model: 'handbook', input: ['How do I promote a version?'] },
  'POST /v1/feedback': {
    request_id: '019aa5b2-7c1e-7d31-9a53-1f0e6a2b9c10',
    rating: 'up',
    comment: 'Exactly what I needed.',
  },
  'POST /serving-endpoints/{name}/invocations': {
    messages: [{ role: 'user', content: 'What can you help me with?' }],
  },
  'POST /api/keys': { name: 'Support bot', permissions: ['endpoints.query'], endpoints: ['assistant'] },
  'POST /api/endpoints': {
    name: 'support',
    description: 'Answers from the handbook',
    environment: 'production',
    servedEntities: [
      {
        name: 'main',
        target: { by: 'alias', model: 'guide-assistant', alias: 'champion' },
        trafficPercentage: 100,
      },
    ],
  },
  'POST /api/models': { name: 'support-assistant', description: 'Answers from the handbook' },
};
