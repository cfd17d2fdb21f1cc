/**
 * The HTTP server: one port, two doors. Every `route.ts` is answered here; Next answers with pages, and signs people in.
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { env } from '../lib/platform/env.ts';
import { compressed } from '../lib/platform/http/compressed.ts';
import { DirectResponse, writeDirectly } from '../lib/platform/http/direct-response.ts';
import {
  callHandler,
  type FastMatch,
  fastPatterns,
  handlersOf,
  matchFastRoute,
} from '../lib/platform/http/fast-routes.ts';
import { offerOwnApi } from '../lib/platform/http/own-api.ts';
import { problemResponse } from '../lib/platform/http/problem.ts';
import {
  contentSecurityPolicy,
  dataHeaders,
  isDataPath,
  newNonce,
  nonceHeader,
  securityHeaders,
} from '../lib/platform/http/security-headers.ts';
import { stampRequest } from '../lib/platform/http/stamp-request.ts';
import { newId } from '../lib/platform/ids.ts';
import { drainSignal, isDraining, onShutdown } from '../lib/platform/lifecycle.ts';
import { log } from '../lib/platform/log.ts';
import { failStart, obeySupervisor, tellSupervisor } from './supervisor/child-side.ts';
import { drainServer } from './supervisor/drain-server.ts';
import { servedPatterns } from './supervisor/route-patterns.ts';

const root = path.dirname(import.meta.dirname);
const development = process.argv.includes('--dev');
const apiOnly = process.argv.includes('--api-only');

/** A client that sends its headers or body drop by drop loses the connection instead of holding it. */
const headersMs = 15_000;

const server = createServer({
  keepAliveTimeout: 65_000,
  maxHeaderSize: 32 * 1024,
  connectionsCheckingInterval: 5000,
});

const fileOf = (pattern: string) => path.join(root, 'app', pattern, 'route.ts');
const presentPatterns = fastPatterns.filter((pattern) => existsSync(fileOf(pattern)));
const patterns = servedPatterns(root, presentPatterns);

const modules = new Map<string, Promise<ReturnType<typeof handlersOf>>>();

function handlers(pattern: string): Promise<ReturnType<typeof handlersOf>> {
  let known = modules.get(pattern);
  if (known === undefined) {
    known = import(pathToFileURL(fileOf(pattern)).href).then(handlersOf);
    modules.set(pattern, known);
  }
  return known;
}

const matches = new WeakMap<IncomingMessage, FastMatch>();

const fastListener = getRequestListener(
  async (request, { incoming, outgoing }) => {
    const match = matches.get(incoming as IncomingMessage);
    if (match === undefined) throw new Error('A request reached the fast door without a match.');
    const response = await callHandler(await handlers(match.pattern), request, match.params);
    if (!(response instanceof DirectResponse)) return compressed(request, response);
    writeDirectly(response, outgoing as ServerResponse);
    return RESPONSE_ALREADY_SENT;
  },
  // Next shares these globals and relies on the real ones.
  { overrideGlobalObjects: false, errorHandler: (error) => problemResponse(error, newId()) },
);

/** What pages show from the start, they ask here. */
offerOwnApi(async (request) => {
  const match = matchFastRoute(new URL(request.url).pathname, patterns);
  if (match === null) return new Response(null, { status: 404 });
  return callHandler(await handlers(match.pattern), request, match.params);
});

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function allowOwnScripts(incoming: IncomingMessage, response: ServerResponse, https: boolean): void {
  const nonce = newNonce();
  const policy = contentSecurityPolicy(nonce, development);
  setHeaders(response, securityHeaders(policy, https));
  // Next reads the nonce for its own inline scripts from the request's header of this name.
  incoming.headers['content-security-policy'] = policy;
  incoming.headers[nonceHeader] = nonce;
}

function refuse(response: ServerResponse): void {
  response.writeHead(503, { connection: 'close', 'retry-after': '5', 'content-type': 'text/plain' });
  response.end('Slipway is restarting. Try again in a few seconds.\n');
}

type CountRequest = (route: string, method: string, status: number, ms: number) => void;

/** Set once telemetry has begun. */
let countRequest: CountRequest | undefined;

/** Paths of pages and files are many and say little: they count as one route. */
function countWhenDone(incoming: IncomingMessage, response: ServerResponse, match: FastMatch | null): void {
  const count = countRequest;
  if (count === undefined) return;
  const began = performance.now();
  response.once('close', () => {
    const pattern = match?.pattern ?? 'page';
    // Of an answer whose reader left before it began, nothing was sent.
    const status = response.headersSent ? response.statusCode : 499;
    count(pattern, incoming.method ?? 'GET', status, performance.now() - began);
  });
}

const answerNotFound: RequestListener = (_incoming, response) => {
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('This server answers the API alone.\n');
};

function route(nextListener: RequestListener): RequestListener {
  const { NEXTAUTH_URL, SLIPWAY_TRUST_PROXY } = env();
  const https = NEXTAUTH_URL?.startsWith('https://') ?? false;
  const ofData = dataHeaders(https);
  return (incoming, response) => {
    stampRequest(incoming, SLIPWAY_TRUST_PROXY);
    const pathname = (incoming.url ?? '/').split('?', 1)[0] ?? '/';
    const match = matchFastRoute(pathname, patterns);
    countWhenDone(incoming, response, match);
    if (isDraining() && !match?.pattern.startsWith('/api/health/')) return refuse(response);
    if (match !== null || isDataPath(pathname)) setHeaders(response, ofData);
    else allowOwnScripts(incoming, response, https);
    if (match === null) return nextListener(incoming, response);
    matches.set(incoming, match);
    return fastListener(incoming, response);
  };
}

/** Next says how long it took to read its configuration, amid the start's own steps, and has no option to be silent. */
async function withoutConfigTiming(work: () => Promise<void>): Promise<void> {
  const { log: print } = console;
  console.log = (...parts: unknown[]) => {
    if (!/Running next\.config\S* took/.test(String(parts[0]))) print(...parts);
  };
  try {
    await work();
  } finally {
    console.log = print;
  }
}

async function prepareNext(): Promise<RequestListener> {
  if (apiOnly) return answerNotFound;
  const { default: next } = await import('next');
  const app = next({
    dev: development,
    dir: root,
    hostname: 'localhost',
    port: env().PORT,
    httpServer: server,
  });
  await withoutConfigTiming(() => app.prepare());
  onShutdown('next', () => app.close());
  return app.getRequestHandler();
}

/** What must be flushed or closed before the database goes. */
async function startServing(): Promise<void> {
  const { closeEvents } = await import('../lib/platform/events.ts');
  const { startHeartbeat } = await import('../lib/platform/heartbeat.ts');
  const { flushInferences } = await import('../lib/inference/index.ts');
  onShutdown('events', closeEvents);
  const heartbeat = await startHeartbeat('server');
  onShutdown('heartbeat', heartbeat.stop);
  const { startTelemetry } = await import('../lib/telemetry/index.ts');
  const telemetry = await startTelemetry('server');
  onShutdown('telemetry', telemetry.stop);
  countRequest = telemetry.http;
  // Hooks run from the last to the first: rows are written before telemetry, which hears of them, stops.
  onShutdown('inferences', flushInferences);
  // A worker that is gone can tell nobody: the server notices.
  const { startWatchdog } = await import('../lib/alerts/index.ts');
  const watchdog = startWatchdog();
  onShutdown('alert-watchdog', () => watchdog.stop());
  const { startSampling } = await import('../lib/telemetry/index.ts');
  onShutdown('resources', startSampling('server').stop);
  const { resealStored } = await import('../lib/platform/reseal.ts');
  const resealed = await resealStored();
  if (resealed > 0) log.info('stored keys are encrypted under the new SLIPWAY_SECRET', { resealed });
  const { ensureEnvProvider } = await import('../lib/providers/index.ts');
  // A mistake in these variables leaves the provider as it was; everything else goes on working.
  await ensureEnvProvider().catch((error: unknown) =>
    log.error('the provider of OPENAI_API_KEY could not be registered', { error }),
  );
}

/** A warm-up that is under way when the server stops ends before the database is closed. */
async function warmUpUntilStopped(): Promise<void> {
  const { warmUp } = await import('../lib/serving/index.ts');
  const warming = warmUp(drainSignal()).catch((error: unknown) => log.warn('warming up failed', { error }));
  onShutdown('warm-up', () => warming);
  await warming;
}

/** Answers outlive their readers, so they are waited for beside the connections. */
async function drain(hasten: AbortSignal): Promise<void> {
  const { drainAnswers } = await import('../lib/serving/index.ts');
  await Promise.all([drainServer(server, hasten), drainAnswers(hasten)]);
}

async function main(): Promise<void> {
  const { configured } = obeySupervisor(drain);
  // A mistake in a handler must not keep a developer from the other screens; in production it must not go unnoticed.
  const preloaded = development ? [] : presentPatterns.map(handlers);
  // Code loads while PostgreSQL starts; what fails meanwhile is awaited below.
  const loading = Promise.all([prepareNext(), ...preloaded]);
  loading.catch(() => undefined);
  await configured;
  server.requestTimeout = env().SLIPWAY_REQUEST_SECONDS * 1000;
  server.headersTimeout = Math.min(headersMs, server.requestTimeout);
  const { closeDatabase } = await import('../lib/platform/db.ts');
  onShutdown('database', closeDatabase);
  await startServing();
  const [nextListener] = await loading;
  server.on('request', route(nextListener));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env().PORT, resolve);
  });
  tellSupervisor({ type: 'ready' });
  await warmUpUntilStopped();
}

main().catch(failStart);
