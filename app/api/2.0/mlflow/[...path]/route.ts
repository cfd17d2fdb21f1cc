import { mlflowHandlers } from '#lib/mlflow/index.ts';

/** What MLflow's API has and Slipway does not answers in MLflow's words. */
export const { GET, POST, PATCH, DELETE } = mlflowHandlers({});
