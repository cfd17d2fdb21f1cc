'use client';

import { Badge } from '#components/ui/badge.tsx';
import { Card } from '#components/ui/card.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ApiDocument, ApiParameter } from '#lib/api-document/schemas.ts';
import { curlOf } from './curl-of.ts';
import { MethodBadge } from './method-badge.tsx';
import { type ListedOperation, parametersOf, responsesOf } from './operations.ts';
import { SchemaTree } from './schema-tree.tsx';

interface OperationDetailProps {
  document: ApiDocument;
  listed: ListedOperation;
}

/** Everything a caller needs to know of one operation. */
export function OperationDetail({ document, listed }: OperationDetailProps) {
  const { path, method, operation } = listed;
  const { schemas } = document.components;
  const parameters = parametersOf(document, operation);
  const body = operation.requestBody?.content['application/json']?.schema;
  const permission = operation['x-permission'];
  return (
    <article aria-labelledby="operation-title" className="flex min-w-0 flex-col gap-4">
      <header className="flex flex-col gap-1.5">
        <h2 id="operation-title" className="font-semibold text-lg">
          {operation.summary}
        </h2>
        <div className="flex flex-wrap items-center gap-2">
          <MethodBadge method={method} />
          <code className="font-mono text-sm [overflow-wrap:anywhere]">{path}</code>
          <CopyButton value={path} label="Copy address" />
        </div>
        <p className="text-muted-foreground text-sm">
          {operation.security.length === 0 ? 'Open to everyone.' : 'Needs an API key'}
          {operation.security.length > 1 && ' or a session'}
          {permission !== undefined && (
            <>
              {' with the permission '}
              <Badge className="font-mono">{permission}</Badge>
            </>
          )}
          {operation.security.length > 0 && '.'}
        </p>
      </header>
      <CodeBlock title="Shell" wrap code={curlOf(window.location.origin, document, listed)} />
      {parameters.length > 0 && (
        <Card title="Parameters">
          <Parameters parameters={parameters} document={document} />
        </Card>
      )}
      {body !== undefined && (
        <Card title="Body" description="JSON, sent as application/json.">
          <SchemaTree schema={body} components={schemas} />
        </Card>
      )}
      {responsesOf(document, operation).map(({ status, response }) => {
        const schema = Object.values(response.content ?? {})[0]?.schema;
        const title = status === 'default' ? 'Errors' : `Answer ${status}`;
        return (
          <Card
            key={status}
            title={title}
            description={status === 'default' ? response.description : undefined}
          >
            {schema === undefined ? (
              <p className="text-muted-foreground text-sm">No JSON: a file, a stream, or nothing.</p>
            ) : (
              <SchemaTree schema={schema} components={schemas} />
            )}
          </Card>
        );
      })}
    </article>
  );
}

function Parameters({
  parameters,
  document,
}: {
  parameters: readonly ApiParameter[];
  document: ApiDocument;
}) {
  return (
    <dl className="flex flex-col gap-3">
      {parameters.map(({ name, in: place, required, schema, description }) => (
        <div key={`${place} ${name}`}>
          <dt className="text-sm">
            <code className="font-mono">{name}</code>{' '}
            <span className="text-muted-foreground text-xs">
              in the {place}
              {required ? ' · required' : ''}
            </span>
          </dt>
          <dd>
            <SchemaTree schema={schema} components={document.components.schemas} />
            {description !== undefined && <p className="text-muted-foreground text-sm">{description}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
