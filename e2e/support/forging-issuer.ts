/** An OpenID Connect issuer that signs whatever a test wants, rightly or not. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** `published` is the one key of the issuer's set; `secret` signs with the client's secret; `none` leaves it unsigned. */
  key: 'published' | 'other' | 'secret' | 'none';
  userinfo: Record<string, unknown>;
}

export interface ForgingIssuer {
  url: string;
  /** Changes the right token of the next sign-in. */
  forge: (token: Token) => Token;
  /** What a browser brings back after a sign-in that began with this address; the token will be about `sub`. */
  signIn(authorisation: string, sub: string): string;
  stop(): Promise<void>;
}

const keyId = 'the published one';

function makeKeys() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** `client` is registered with it. */
export async function startForgingIssuer(client: { id: string; secret: string }): Promise<ForgingIssuer> {
  const published = makeKeys();
  const other = makeKeys();
  const nonces = new Map<string, { nonce: string; sub: string }>();

  function signatureOf(input: string, key: Token['key']): string {
    const rsa = (privateKey: KeyObject) =>
      sign('sha256', Buffer.from(input), privateKey).toString('base64url');
    switch (key) {
      case 'published':
        return rsa(published.privateKey);
      case 'other':
        return rsa(other.privateKey);
      case 'secret':
        return createHmac('sha256', client.secret).update(input).digest('base64url');
      case 'none':
        return '';
    }
  }

  function tokenFor(code: string): Token {
    const { nonce, sub } = nonces.get(code) ?? { nonce: '', sub: '' };
    const now = Math.floor(Date.now() / 1000);
    const person = { sub, email: `${sub}@example.com`, email_verified: true, name: 'Ada' };
    return issuer.forge({
      header: { alg: 'RS256', kid: keyId },
      claims: { iss: issuer.url, aud: client.id, iat: now, exp: now + 300, nonce, sub },
      key: 'published',
      userinfo: person,
    });
  }

  function answer(path: string, code: string): object {
    const { url } = issuer;
    switch (path) {
      case '/.well-known/openid-configuration':
        return {
          issuer: url,
          authorization_endpoint: `${url}/authorise`,
          token_endpoint: `${url}/token`,
          userinfo_endpoint: `${url}/userinfo`,
          jwks_uri: `${url}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        };
      case '/keys':
        return {
          keys: [{ ...published.publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', alg: 'RS256' }],
        };
      case '/token': {
        const { header, claims, key } = tokenFor(code);
        const input = `${part(header)}.${part(claims)}`;
        return {
          access_token: code,
          token_type: 'Bearer',
          expires_in: 300,
          id_token: `${input}.${signatureOf(input, key)}`,
        };
      }
      default:
        return tokenFor(code).userinfo;
    }
  }

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const bearer = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const code = new URLSearchParams(body).get('code') ?? bearer;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(request.url ?? '', code)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer: ForgingIssuer = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    forge: (token) => token,
    signIn(authorisation, sub) {
      const asked = new URL(authorisation).searchParams;
      const code = `code-${nonces.size}`;
      nonces.set(code, { nonce: asked.get('nonce') ?? '', sub });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back.href;
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return issuer;
}
