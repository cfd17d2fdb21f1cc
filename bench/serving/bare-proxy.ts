/** The least a gateway can do in Node: reads the JSON, calls the provider, passes the answer on. Usage: bare-proxy.ts <port> */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listenAndTell } from './tell-port.ts';

const port = Number(process.argv[2]);
const agent = new Agent({ keepAlive: true });

function forward(path: string, body: unknown, response: ServerResponse): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = { 'content-type': 'application/json', 'content-length': bytes.length };
  const call = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] });
    answer.pipe(response);
  });
  call.on('error', () => response.destroy());
  call.end(bytes);
}

function proxy(incoming: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () =>
    forward(incoming.url ?? '/', JSON.parse(Buffer.concat(parts).toString()), response),
  );
}

listenAndTell(createServer({ keepAliveTimeout: 60_000 }, proxy));
