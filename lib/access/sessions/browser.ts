import { clientAddress } from '../../platform/http/client-address.ts';
import { decodeSession, readSessionToken } from '../session-token.ts';
import { browserWords } from './browser-words.ts';

/** Where somebody signs in from. */
export interface Browser {
  address: string | null;
  /** In words. */
  name: string;
  /** The session its cookie names; a new one takes its place. */
  sessionId: string | null;
}

export async function browserOf(request: Request): Promise<Browser> {
  return {
    address: clientAddress(request),
    name: browserWords(request.headers.get('user-agent')),
    sessionId: await sessionIdOf(request),
  };
}

/** Id of the session a request's cookie names, or null. Says nothing about whether it is still good. */
export async function sessionIdOf(request: Request): Promise<string | null> {
  const token = readSessionToken(request.headers.get('cookie'));
  return token === null ? null : ((await decodeSession(token))?.id ?? null);
}
