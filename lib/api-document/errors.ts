/** How each dialect writes an error, as shared responses of the document. */
import type { RouteDocument } from '../platform/http/route-document.ts';
import type { ApiResponse } from './schemas.ts';

type Dialect = RouteDocument['dialect'];

const text = { type: 'string' };
const maybeText = { type: ['string', 'null'] };

function object(properties: Record<string, unknown>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required };
}

const issues = { type: 'array', items: object({ path: text, message: text }) };

const names: Record<Dialect, string> = {
  console: 'Problem',
  openai: 'OpenAiError',
  databricks: 'DatabricksError',
  mlflow: 'MlflowError',
};

export function errorReference(dialect: Dialect): { $ref: string } {
  return { $ref: `#/components/responses/${names[dialect]}` };
}

function json(description: string, schema: Record<string, unknown>): ApiResponse {
  return { description, content: { 'application/json': { schema } } };
}

const codeAndMessage = object({ error_code: text, message: text });

export const errorResponses: Record<string, ApiResponse> = {
  [names.console]: {
    description: 'What went wrong, as RFC 9457 problem details.',
    content: {
      'application/problem+json': {
        schema: object(
          { type: text, title: text, status: { type: 'integer' }, detail: text, requestId: text, issues },
          ['issues'],
        ),
        example: {
          type: 'urn:slipway:error:not_found',
          title: 'not_found',
          status: 404,
          detail: 'The endpoint "support" does not exist, or you may not see it.',
          requestId: '019aa5b2-7c1e-7d31-9a53-1f0e6a2b9c10',
        },
      },
    },
  },
  [names.openai]: json(
    'What went wrong, as OpenAI writes it.',
    object({ error: object({ message: text, type: text, param: maybeText, code: maybeText }) }),
  ),
  [names.databricks]: json('What went wrong, as Databricks writes it.', codeAndMessage),
  [names.mlflow]: json('What went wrong, as MLflow writes it.', codeAndMessage),
};
