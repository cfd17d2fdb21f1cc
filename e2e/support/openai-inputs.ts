/** What tests of OpenAI's client send. */

export const user = (content: string) => ({ role: 'user' as const, content });

export const weather = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
