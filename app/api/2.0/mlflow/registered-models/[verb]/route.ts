import { mlflowHandlers } from '#lib/mlflow/index.ts';
import { registeredModelEndpoints } from '#lib/registry/index.ts';

export const { GET, POST, PATCH, DELETE } = mlflowHandlers(registeredModelEndpoints);
