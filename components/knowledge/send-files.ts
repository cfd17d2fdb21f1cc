import { ApiError } from '#lib/client/api.ts';
import { type UploadOutcome, uploadResultSchema } from '#lib/knowledge/schemas.ts';
import type { ChosenFile } from './upload-queue.ts';

/** Sends files to a knowledge base. XMLHttpRequest, because `fetch` cannot tell how much of a body has left. */
export function sendFiles(
  knowledge: string,
  files: readonly ChosenFile[],
  onProgress: (loaded: number, total: number) => void,
  signal: AbortSignal,
): Promise<readonly UploadOutcome[]> {
  const form = new FormData();
  for (const { file, name } of files) form.append('files', file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.onload = () => {
      try {
        resolve(outcomesOf(request));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(failure(0, 'The connection broke. Check it and send the file again.'));
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    request.open('POST', `/api/knowledge/${encodeURIComponent(knowledge)}/documents`);
    request.setRequestHeader('accept', 'application/json');
    request.send(form);
    if (signal.aborted) stop();
  });
}

function outcomesOf(request: XMLHttpRequest): readonly UploadOutcome[] {
  const body = parse(request.responseText);
  const result = uploadResultSchema.safeParse(body);
  if (request.status < 300 && result.success) return result.data.documents;
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? String(body.detail) : null;
  throw failure(request.status, detail ?? `The server answered ${request.status}. Send the file again.`);
}

function failure(status: number, detail: string): ApiError {
  return new ApiError({ status, title: 'upload_failed', detail, requestId: null });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
