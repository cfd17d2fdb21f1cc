/**
 * Pages ask the API of the process they are drawn in, without a connection: as their reader, so with that reader's rights, and
 * in the API's own module instance, so that they share what it keeps. Next draws pages by modules of its own; both meet in
 * the global registry.
 */
type Answer = (request: Request) => Promise<Response>;

const registryKey = Symbol.for('slipway.own-api');
const registry = globalThis as { [registryKey]?: Answer };

/** By the server, when it starts. */
export function offerOwnApi(answer: Answer): void {
  registry[registryKey] = answer;
}

/**
 * What `GET path` answers to the owner of a session cookie. Null when it is not there in time, or no good answer: for pages
 * that show sooner what their screen asks for anyway. Never throws.
 */
export async function askOwnApi(path: string, cookie: string, withinMs: number): Promise<unknown> {
  const answer = registry[registryKey];
  if (answer === undefined) return null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, withinMs, null);
  });
  try {
    const asked = answer(new Request(new URL(path, 'http://slipway.invalid'), { headers: { cookie } }));
    const response = await Promise.race([asked, late]);
    return response?.ok ? await response.json() : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
