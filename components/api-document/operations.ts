/** The operations of the document as the page lists them. */
import {
  type ApiDocument,
  type ApiMethod,
  type ApiOperation,
  type ApiParameter,
  type ApiResponse,
  methods,
} from '#lib/api-document/schemas.ts';

export interface ListedOperation {
  path: string;
  method: ApiMethod;
  operation: ApiOperation;
}

export interface OperationGroup {
  name: string;
  description: string;
  operations: ListedOperation[];
}

export function operationsOf({ paths }: ApiDocument): ListedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method): ListedOperation[] => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
}

/** By area, with those alone that hold every word of the search. */
export function groupOperations(document: ApiDocument, search: string): OperationGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operationsOf(document).filter(({ path, method, operation }) => {
    const text = `${method} ${path} ${operation.summary} ${operation.tags.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return document.tags
    .map((tag) => ({
      ...tag,
      operations: found.filter(({ operation }) => operation.tags.includes(tag.name)),
    }))
    .filter(({ operations }) => operations.length > 0);
}

function lastWord(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

export function parametersOf({ components }: ApiDocument, { parameters = [] }: ApiOperation): ApiParameter[] {
  return parameters.flatMap((parameter): ApiParameter[] => {
    if (!('$ref' in parameter)) return [parameter];
    const shared = components.parameters[lastWord(parameter.$ref)];
    return shared === undefined ? [] : [shared];
  });
}

/** Status (or `default`) with what is answered. */
export function responsesOf(
  { components }: ApiDocument,
  { responses }: ApiOperation,
): { status: string; response: ApiResponse }[] {
  return Object.entries(responses).flatMap(([status, response]) => {
    const found = '$ref' in response ? components.responses[lastWord(response.$ref)] : response;
    return found === undefined ? [] : [{ status, response: found }];
  });
}
