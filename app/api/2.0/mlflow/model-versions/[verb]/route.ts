import { mlflowHandlers } from '#lib/mlflow/index.ts';
import { modelVersionEndpoints } from '#lib/registry/index.ts';
import { dryRunChain } from '#lib/serving/index.ts';

export const { GET, POST, PATCH, DELETE } = mlflowHandlers(modelVersionEndpoints(dryRunChain));
