/**
 * S3-compatible storage on a real port, as far as exports use it: objects, uploads in parts, and AWS Signature Version 4,
 * which it checks by an implementation of its own (docs.aws.amazon.com, "Signature Calculations for the Authorization Header").
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface FakeS3 {
  url: string;
  accessKeyId: string;
  secretAccessKey: string;
  bucket: string;
  region: string;
  /** By key. */
  objects: Map<string, Buffer>;
  /** Uploads in parts that neither ended nor were aborted, by id. */
  uploads: Map<string, { key: string; parts: Map<number, Buffer> }>;
  /** `PUT key`, in order of arrival. */
  requests: string[];
  /** How the next requests are answered instead; `hang` never. */
  faults: (number | 'hang' | { redirect: string })[];
  /** Called before an object or part is kept; it may wait. */
  onPut: (() => Promise<void> | void) | null;
  stop(): Promise<void>;
}

export async function startFakeS3(): Promise<FakeS3> {
  const fake: Omit<FakeS3, 'url' | 'stop'> = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: `secret-${randomUUID()}`,
    bucket: 'exports',
    region: 'eu-central-1',
    objects: new Map(),
    uploads: new Map(),
    requests: [],
    faults: [],
    onPut: null,
  };
  const server = createServer((request, response) => {
    answer(request, response, fake).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The storage has no port.');
  return Object.assign(fake, {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

type State = Omit<FakeS3, 'url' | 'stop'>;

async function answer(request: IncomingMessage, response: ServerResponse, fake: State): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const url = new URL(request.url ?? '/', 'http://s3');
  const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  fake.requests.push(`${request.method} ${key}${url.search === '' ? '' : '?'}`);
  const fault = fake.faults.shift();
  if (fault === 'hang') return;
  if (typeof fault === 'object') return void response.writeHead(307, { location: fault.redirect }).end();
  if (fault !== undefined) return refuse(response, fault, fault === 503 ? 'SlowDown' : 'InternalError');
  const problem = signatureProblem(request, url, body, fake);
  if (problem !== null) return refuse(response, 403, problem);
  if (bucket !== fake.bucket) return refuse(response, 404, 'NoSuchBucket');
  await act(request.method ?? '', key, url.searchParams, body, response, fake);
}

async function act(
  method: string,
  key: string,
  query: URLSearchParams,
  body: Buffer,
  response: ServerResponse,
  fake: State,
): Promise<void> {
  const uploadId = query.get('uploadId');
  const upload = uploadId === null ? undefined : fake.uploads.get(uploadId);
  if (uploadId !== null && upload?.key !== key) return refuse(response, 404, 'NoSuchUpload');
  if (method === 'GET' && query.has('uploads')) return listUploads(query.get('prefix') ?? '', response, fake);
  if (method === 'POST' && query.has('uploads')) {
    const id = randomUUID();
    fake.uploads.set(id, { key, parts: new Map() });
    response.end(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
  } else if (method === 'PUT' && upload !== undefined) {
    await fake.onPut?.();
    upload.parts.set(Number(query.get('partNumber')), body);
    response.setHeader('etag', `"${md5(body)}"`).end();
  } else if (method === 'POST' && upload !== undefined) {
    complete(upload, body, response, fake, uploadId ?? '');
  } else if (method === 'DELETE' && upload !== undefined) {
    fake.uploads.delete(uploadId ?? '');
    response.writeHead(204).end();
  } else if (method === 'PUT') {
    await fake.onPut?.();
    fake.objects.set(key, body);
    response.setHeader('etag', `"${md5(body)}"`).end();
  } else if (method === 'DELETE') {
    fake.objects.delete(key);
    response.writeHead(204).end();
  } else refuse(response, 405, 'MethodNotAllowed');
}

function complete(
  upload: { key: string; parts: Map<number, Buffer> },
  body: Buffer,
  response: ServerResponse,
  fake: State,
  id: string,
): void {
  const named = [
    ...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(?:&quot;|")?([0-9a-f]+)/g),
  ];
  const parts = named.map(([, number, etag]) => {
    const part = upload.parts.get(Number(number));
    return part !== undefined && md5(part) === etag ? part : null;
  });
  const tooSmall = parts.slice(0, -1).some((part) => (part?.length ?? 0) < 5 * 1024 * 1024);
  if (parts.length === 0 || parts.includes(null)) refuse(response, 400, 'InvalidPart');
  else if (tooSmall) refuse(response, 400, 'EntityTooSmall');
  else {
    fake.objects.set(upload.key, Buffer.concat(parts.filter((part) => part !== null)));
    fake.uploads.delete(id);
    response.end('<CompleteMultipartUploadResult/>');
  }
}

function listUploads(prefix: string, response: ServerResponse, fake: State): void {
  const items = [...fake.uploads]
    .filter(([, { key }]) => key.startsWith(prefix))
    .map(([id, { key }]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
  response.end(`<ListMultipartUploadsResult>${items.join('')}</ListMultipartUploadsResult>`);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status).end(`<Error><Code>${code}</Code><Message>secret words</Message></Error>`);
}

const md5 = (data: Buffer) => createHash('md5').update(data).digest('hex');
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, data: string) => createHmac('sha256', key).update(data).digest();

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Code of the error; null when the signature is right. */
function signatureProblem(
  { method = '', headers }: IncomingMessage,
  url: URL,
  body: Buffer,
  { accessKeyId, secretAccessKey, region }: State,
): string | null {
  const match = authorizationPattern.exec(headers.authorization ?? '');
  if (match === null) return 'AccessDenied';
  const [, id, day = '', signedRegion, signedHeaders = '', signature] = match;
  if (id !== accessKeyId) return 'InvalidAccessKeyId';
  if (signedRegion !== region) return 'AuthorizationHeaderMalformed';
  if (headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const names = signedHeaders.split(';');
  if (!names.includes('host') || !names.includes('x-amz-content-sha256')) return 'AccessDenied';
  const moment = String(headers['x-amz-date']);
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const canonical = [
    method,
    url.pathname
      .split('/')
      .map((segment) => encode(decodeURIComponent(segment)))
      .join('/'),
    query.join('&'),
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (last, part) => hmac(last, part),
    `AWS4${secretAccessKey}`,
  );
  return hmac(key, toSign).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
