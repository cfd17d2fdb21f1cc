import { route } from '#lib/access/index.ts';
import { addDocuments, addUrls, listDocuments } from '#lib/knowledge/index.ts';
import {
  addUrlsSchema,
  documentPageSchema,
  listDocumentsSchema,
  knowledgeParamsSchema as params,
  uploadResultSchema,
} from '#lib/knowledge/schemas.ts';
import { readJsonAs } from '#lib/platform/http/read-body.ts';

/** Fifty addresses of the longest kind fit. */
const maxUrlBytes = 200_000;

export const GET = route({
  permission: 'knowledge.read',
  summary: 'List documents',
  params,
  query: listDocumentsSchema,
  output: documentPageSchema,
  handle: ({ caller, params: { name }, query }) => listDocuments(caller, name, query),
});

/** Files as multipart/form-data, or addresses as JSON `{"urls": […]}`. */
export const POST = route({
  permission: 'knowledge.write',
  summary: 'Upload documents',
  params,
  output: uploadResultSchema,
  status: 202,
  // Large uploads over slow lines take as long as they take; each address has a limit of its own.
  timeoutMs: null,
  handle: async ({ caller, params: { name }, request, signal }) => {
    const isJson = request.headers.get('content-type')?.toLowerCase().startsWith('application/json');
    if (!isJson) return { documents: await addDocuments(caller, name, request) };
    const body = await readJsonAs(request, addUrlsSchema, maxUrlBytes);
    return { documents: await addUrls(caller, name, body, signal) };
  },
});
