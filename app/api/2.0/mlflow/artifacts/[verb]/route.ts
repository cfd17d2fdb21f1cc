import { mlflowHandlers } from '#lib/mlflow/index.ts';
import { artifactEndpoints } from '#lib/tracking/index.ts';

export const { GET, POST, PATCH, DELETE } = mlflowHandlers(artifactEndpoints);
