/** A real OpenID Connect provider on a real port, where tests say who signs in and with which groups. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: readonly string[];
}

export interface Issuer {
  url: string;
  /** Who the next person at the provider is. */
  person: Person;
  clientId: string;
  clientSecret: string;
  stop: () => Promise<void>;
}

export const clientId = 'slipway';
export const clientSecret = 'a-secret-that-is-long-enough-for-a-test';

/** `callbackUrl` is registered for the client; `changes` are of the provider's own configuration. */
export async function startIssuer(callbackUrl: string, changes: Configuration = {}): Promise<Issuer> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const issuer: Issuer = {
    url,
    person: { sub: 'nobody' },
    clientId,
    clientSecret,
    stop: () => stop(server),
  };
  const provider = new Provider(url, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callbackUrl] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    cookies: { keys: ['a key of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => Promise.resolve({ ...issuer.person, sub, groups: [...(issuer.person.groups ?? [])] }),
    }),
    ...changes,
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    void consent(provider, issuer, request, response);
  });
  return issuer;
}

type Exchange = Parameters<InstanceType<typeof Provider>['interactionDetails']>;

/** Signs in and agrees at once, as the person of the moment. */
async function consent(provider: Provider, issuer: Issuer, request: Exchange[0], response: Exchange[1]) {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: issuer.person.sub, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const result = { login: { accountId: issuer.person.sub }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result);
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** What a browser does at the provider: follows it with its cookies, until it is sent to `until`. */
export async function walk(from: string, until: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = from;
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    await answer.text();
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`The provider answered ${answer.status} at ${url}.`);
    url = new URL(location, url).href;
    if (url.startsWith(until)) return url;
  }
  throw new Error('The provider sent the browser in circles.');
}
