import { createServer } from 'node:net';
import { codeOf, UserError } from './user-error.ts';

function tryListen(port: number): Promise<unknown> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}

const pollMs = 100;

/**
 * Throws when nobody may listen on the port. `patienceMs` allows for a server whose supervisor was killed and which is
 * about to notice.
 */
export async function assertPortFree(port: number, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const error = await tryListen(port);
    if (error === undefined) return;
    const code = codeOf(error);
    if (code === 'EACCES') {
      throw new UserError(
        `This account may not listen on port ${port}. Choose one above 1023, e.g. PORT=3000 npm start.`,
      );
    }
    if (code !== 'EADDRINUSE') throw error;
    if (Date.now() >= deadline) {
      throw new UserError(
        `Port ${port} is taken by another program. Stop that program, or choose another port, e.g. PORT=${port + 1} npm start.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
