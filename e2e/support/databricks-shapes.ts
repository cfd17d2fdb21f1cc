/**
 * Requests as Databricks' and MLflow's Python clients send them, written down from their sources: databricks-sdk-py
 * 0.11x `databricks/sdk/service/{serving,vectorsearch}.py`, mlflow 2.9 and 3.x `mlflow/deployments/databricks/__init__.py`,
 * databricks-vectorsearch `index.py`. Field order and nulls left out are theirs.
 */

/** `w.serving_endpoints.query(name, messages=[ChatMessage(…)], max_tokens=64, temperature=0.1)` */
export const sdkChatQuery = {
  client_request_id: 'my-request-7',
  max_tokens: 64,
  messages: [{ content: 'What is a snapshot?', role: 'user' }],
  temperature: 0.1,
  usage_context: { project: 'docs' },
};

/** `get_deploy_client('databricks').predict(endpoint=…, inputs={…})` */
export const mlflowChatPredict = {
  messages: [{ role: 'user', content: 'Hello!' }],
  temperature: 0,
  n: 1,
  max_tokens: 500,
  databricks_options: { return_trace: true },
};

/** `w.serving_endpoints.query(name, dataframe_split=DataframeSplitInput(columns, data, index))` */
export const sdkSplitQuery = {
  dataframe_split: { columns: ['question'], data: [['First?'], ['Second?'], ['Third?']], index: [0, 1, 2] },
};

export const sdkRecordsQuery = {
  dataframe_records: [{ question: 'First?' }, { question: 'Second?' }],
};

/** MLflow's scoring protocol 2.0: https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally */
export const scoringInputs = { inputs: ['First?', 'Second?'], params: { temperature: 0.2, max_tokens: 64 } };

/** Headers both clients send with every call. */
export const clientHeaders = {
  accept: 'application/json',
  'user-agent': 'databricks-sdk-py/0.117.0 python/3.12.3 os/linux auth/pat',
  'x-databricks-endpoints-api-client': 'Databricks Deployment Client',
};
