/** What a route handler says of itself, for the API's description. Carried by the handler, so that nothing lists routes twice. */
import type { z } from 'zod';

export interface RouteDocument {
  /** Whose shape errors have. */
  dialect: 'console' | 'openai' | 'databricks' | 'mlflow';
  /** How errors are answered that no handler sees, such as another method; as problem details when absent. */
  refuse?: ((error: unknown, requestId: string) => Response) | undefined;
  /** Null for routes open to everyone. */
  permission: string | null;
  /** What it does, in one line: "List models". */
  summary?: string | undefined;
  params?: z.ZodType | undefined;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  output?: z.ZodType | undefined;
  /** Of success; 200 by default. */
  status?: number | undefined;
}

/** Documents of the verbs that one handler answers, by the value of the path's last segment. */
export type VerbDocuments = Readonly<Record<string, RouteDocument>>;

const key = Symbol.for('slipway.route-document');
const verbsKey = Symbol.for('slipway.verb-documents');

export function documented<Handler extends object>(handler: Handler, document: RouteDocument): Handler {
  return Object.assign(handler, { [key]: document });
}

export function documentedVerbs<Handler extends object>(handler: Handler, documents: VerbDocuments): Handler {
  return Object.assign(handler, { [verbsKey]: documents });
}

/** Null for a handler that says nothing. */
export function documentOf(handler: object): RouteDocument | null {
  return (handler as { [key]?: RouteDocument })[key] ?? null;
}

export function verbDocumentsOf(handler: object): VerbDocuments | null {
  return (handler as { [verbsKey]?: VerbDocuments })[verbsKey] ?? null;
}
