import { AppError } from '../errors.ts';
import { readBytes } from './read-body.ts';

/** One small file: the body itself, or the field `file` of `multipart/form-data`. Bounded before it is read. */
export async function readUploadedFile(request: Request, limit: number): Promise<Uint8Array> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await readBytes(request, limit);
  if (!type.toLowerCase().startsWith('multipart/form-data')) return bytes;
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null);
  const file = form?.get('file');
  if (file instanceof File) return new Uint8Array(await file.arrayBuffer());
  throw new AppError('invalid', 'Send the file as the form field "file", or as the body itself.');
}
