export { answer } from './answer.ts';
export type { AnswerOutcome, AnswerRequest } from './answer-contract.ts';
export { aiGatewaySchema } from './databricks/endpoints/ai-gateway.ts';
export { createServingEndpointSchema, servingConfigSchema } from './databricks/endpoints/body.ts';
export {
  createServingEndpoint,
  deleteServingEndpoint,
  getServingEndpoint,
  listServingEndpoints,
  putAiGateway,
  updateServingConfig,
} from './databricks/endpoints/serving-endpoints.ts';
export { invocationSchema } from './databricks/invocations/body.ts';
export { invoke } from './databricks/invocations/invoke.ts';
export { databricksRoute } from './databricks/route.ts';
export { deleteDataSchema, queryIndexSchema, upsertDataSchema } from './databricks/vector-search/body.ts';
export { deleteData, keysInQuery } from './databricks/vector-search/delete-data.ts';
export { getIndex, listIndexes } from './databricks/vector-search/indexes.ts';
export { queryIndex } from './databricks/vector-search/query-index.ts';
export { upsertData } from './databricks/vector-search/upsert-data.ts';
export { dryRunChain } from './dry-run.ts';
export { cancelSchedule } from './endpoints/cancel-schedule.ts';
export { createEndpoint, createEndpointIn } from './endpoints/create-endpoint.ts';
export { deleteEndpoint } from './endpoints/delete-endpoint.ts';
export { getEndpoint } from './endpoints/get-endpoint.ts';
export { listChatEndpoints } from './endpoints/list-chat-endpoints.ts';
export { listEndpoints } from './endpoints/list-endpoints.ts';
export { listServableEndpoints } from './endpoints/list-servable-endpoints.ts';
export { previewSplit } from './endpoints/preview-split.ts';
export { previewRollback, rollbackEndpoint } from './endpoints/rollback-endpoint.ts';
export { scheduleTraffic } from './endpoints/schedule-traffic.ts';
export { updateEndpoint, updateEndpointIn } from './endpoints/update-endpoint.ts';
export { servingJobHandlers } from './job-handlers.ts';
export { answerUnknownPath } from './openai/answer-unknown-path.ts';
export { createChatCompletion } from './openai/create-chat-completion.ts';
export { createEmbeddings } from './openai/create-embeddings.ts';
export { embeddingsRequestSchema } from './openai/embeddings-schema.ts';
export { getModel, listModels } from './openai/models.ts';
export { requestContext } from './openai/request-context.ts';
export { openAiRoute } from './openai/route.ts';
export { chatCompletionRequestSchema, feedbackRequestSchema } from './openai/schemas.ts';
export { drainAnswers, runningAnswerCount } from './running-answers.ts';
export { streamTrial } from './stream-trial.ts';
export { tryVersion } from './try-version.ts';
export { warmUp } from './warm-up.ts';
