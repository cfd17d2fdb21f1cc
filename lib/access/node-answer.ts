/** The few methods of Node's response that NextAuth calls, collected into a `Response`. */
export class NodeAnswer {
  private statusCode = 200;
  private readonly headers = new Map<string, string | string[]>();
  private body: unknown = null;

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | string[]): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }

  end(): void {
    this.body = null;
  }

  send(body: unknown): void {
    this.body = body;
  }

  json(body: unknown): void {
    this.body = body;
  }

  isRedirect(): boolean {
    return this.headers.has('location');
  }

  cookies(): string[] {
    return [this.headers.get('set-cookie') ?? []].flat();
  }

  /** Fields of a JSON answer. */
  fields(): Record<string, unknown> {
    return typeof this.body === 'object' && this.body !== null ? { ...this.body } : {};
  }

  /** Addresses in the answer lead to `origin`, the browser's own; NextAuth only knows the configured one. */
  toResponse(origin: string | null): Response {
    const headers = new Headers({ 'cache-control': 'private, no-store' });
    for (const [name, value] of this.headers) {
      if (name !== 'set-cookie') headers.set(name, [value].flat().join(', '));
    }
    for (const cookie of this.cookies()) headers.append('set-cookie', cookie);
    const location = headers.get('location');
    if (location !== null) headers.set('location', withoutOrigin(location));
    if (typeof this.body === 'object' && this.body !== null) {
      headers.set('content-type', 'application/json');
      const url = 'url' in this.body && typeof this.body.url === 'string' ? this.body.url : null;
      const moved = url !== null && origin !== null && { url: `${origin}${withoutOrigin(url)}` };
      return new Response(JSON.stringify({ ...this.body, ...moved }), { status: this.statusCode, headers });
    }
    const text = typeof this.body === 'string' ? this.body : null;
    return new Response(text, { status: this.statusCode, headers });
  }
}

function withoutOrigin(location: string): string {
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  return `${url.pathname}${url.search}${url.hash}`;
}
