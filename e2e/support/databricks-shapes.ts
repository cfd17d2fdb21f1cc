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

/** `w.serving_endpoints.create(name, config=EndpointCoreConfigInput(served_entities=[ServedEntityInput(…)]))` */
export function sdkCreate(name: string, model: string) {
  return {
    name,
    config: {
      name,
      served_entities: [
        {
          entity_name: model,
          entity_version: '1',
          environment_vars: { MODE: 'production' },
          scale_to_zero_enabled: true,
          workload_size: 'Small',
          workload_type: 'CPU',
        },
      ],
      auto_capture_config: { catalog_name: 'main', schema_name: 'default', enabled: true },
    },
    tags: [{ key: 'team', value: 'docs' }],
  };
}

/** The body of the REST reference before served_entities, as Terraform's provider and older scripts still send it. */
export function legacyConfig(model: string) {
  return {
    served_models: [
      {
        name: 'current',
        model_name: model,
        model_version: '1',
        workload_size: 'Small',
        scale_to_zero_enabled: false,
      },
      {
        name: 'challenger',
        model_name: model,
        model_version: '2',
        workload_size: 'Medium',
        scale_to_zero_enabled: true,
      },
    ],
    traffic_config: {
      routes: [
        { served_model_name: 'current', traffic_percentage: 90 },
        { served_model_name: 'challenger', traffic_percentage: 10 },
      ],
    },
  };
}

/** `get_deploy_client('databricks').create_endpoint(name=…, config={…})` with an external model. */
export function mlflowExternal(name: string, baseUrl: string, apiKey: string) {
  return {
    name,
    config: {
      served_entities: [
        {
          name: 'Chat.Model',
          external_model: {
            name: 'fake-chat',
            provider: 'openai',
            task: 'llm/v1/chat',
            openai_config: { openai_api_base: baseUrl, openai_api_key_plaintext: apiKey },
          },
        },
      ],
    },
  };
}

/** `w.vector_search_indexes.upsert_data_vector_index(index_name, inputs_json=json.dumps(rows))` */
export function sdkUpsert(rows: readonly Record<string, unknown>[]) {
  return { inputs_json: JSON.stringify(rows) };
}

/** `w.vector_search_indexes.query_index(index_name, columns=[…], query_text=…, num_results=2, …)` */
export const sdkIndexQuery = {
  columns: ['id', 'text', 'title', 'url'],
  num_results: 2,
  query_text: 'What does the walrus eat?',
  query_type: 'HYBRID',
};

/** `index.similarity_search(query_text=…, columns=[…], filters={…})` of databricks-vectorsearch. */
export const clientSearch = {
  num_results: 5,
  columns: ['id', 'text'],
  query_text: 'sleep',
  query_type: 'FULL_TEXT',
  filters_json: JSON.stringify({ id: ['otter', 'walrus'] }),
  query_vector: null,
};
