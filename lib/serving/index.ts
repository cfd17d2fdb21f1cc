export { answer } from './answer.ts';
export type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
export { createChatCompletion } from './openai/create-chat-completion.ts';
export { openAiRoute } from './openai/route.ts';
export { chatCompletionRequestSchema, feedbackRequestSchema } from './openai/schemas.ts';
export { drainAnswers, runningAnswerCount } from './running-answers.ts';
