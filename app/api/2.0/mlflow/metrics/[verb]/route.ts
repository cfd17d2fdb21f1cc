import { mlflowHandlers } from '#lib/mlflow/index.ts';
import { metricEndpoints } from '#lib/tracking/index.ts';

export const { GET, POST, PATCH, DELETE } = mlflowHandlers(metricEndpoints);
