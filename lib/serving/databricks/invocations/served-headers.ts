import { type Served, servedHeaders } from '../../openai/served-headers.ts';

/** Databricks names the served entity in `served-model-name`, which its SDKs read. */
export function databricksHeaders(requestId: string, served: Served): Record<string, string> {
  return {
    ...servedHeaders(requestId, served),
    ...(served.entity !== null && { 'served-model-name': served.entity }),
  };
}
