import { mlflowHandlers } from '#lib/mlflow/index.ts';
import { experimentEndpoints } from '#lib/tracking/index.ts';

export const { GET, POST, PATCH, DELETE } = mlflowHandlers(experimentEndpoints);
