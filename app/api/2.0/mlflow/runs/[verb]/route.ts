import { mlflowHandlers } from '#lib/mlflow/index.ts';
import { runEndpoints } from '#lib/tracking/index.ts';

export const { GET, POST, PATCH, DELETE } = mlflowHandlers(runEndpoints);
