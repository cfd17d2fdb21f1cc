/** What makes an unchanged MLflow client log here. `origin`: scheme, host and port of this product. */
export function connectVariables(origin: string): string {
  return `export MLFLOW_TRACKING_URI=${origin}\nexport MLFLOW_TRACKING_TOKEN=your-api-key`;
}

export function firstRun(experiment: string): string {
  return `import mlflow

mlflow.set_experiment(${JSON.stringify(experiment)})

with mlflow.start_run():
    mlflow.log_param("top_k", 5)
    for step in range(20):
        mlflow.log_metric("accuracy", 1 - 0.5 / (step + 1), step=step)`;
}
