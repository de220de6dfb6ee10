import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { faultsOf, placeOf, type Received } from './contract.ts';

/** How a request differs from what a well-behaved browser of this server's own pages would send. `null` leaves a header out. */
export interface Ask {
  query?: Record<string, string | number | boolean>;
  json?: unknown;
  raw?: Buffer | string;
  type?: string | null;
  key?: string | null;
  ifMatch?: string | number;
  csrf?: string | null;
  origin?: string | null;
  site?: string | null;
  cookie?: string | null;
  headers?: Record<string, string>;
  root?: boolean; // the path is not below /api
}

/** A body. Its shape is judged against the contract at run time, so the compiler is not asked about it. */
export type Json = any;

/** A whole answer, already judged against the contract. */
export class Answer implements Received {
  constructor(
    readonly status: number,
    readonly headers: Record<string, string | string[] | undefined>,
    readonly raw: Buffer,
  ) {}

  get text(): string {
    return this.raw.toString('utf8');
  }
  get json(): Json {
    return JSON.parse(this.text);
  }
  get code(): string | null {
    return this.status >= 400 ? this.json.code : null;
  }
  get etag(): string {
    return String(this.headers.etag);
  }
  header(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join('\n') : value;
  }
}

/** Every answer carries these, errors too (trust.md C2). */
export function securityFaults(answer: Answer): string[] {
  const faults: string[] = [];
  const policy = answer.header('content-security-policy') ?? '';
  if (answer.header('x-content-type-options') !== 'nosniff') faults.push('no nosniff');
  if (!/frame-ancestors '(none|self)'/.test(policy)) faults.push(`no frame-ancestors in the CSP “${policy}”`);
  if (!policy.includes('default-src') && !policy.includes('sandbox')) faults.push('no default-src in the CSP');
  if (/unsafe-eval/.test(policy)) faults.push(`a lax CSP “${policy}”`);
  if (answer.header('referrer-policy') === undefined) faults.push('no Referrer-Policy');
  if (answer.header('cache-control') === undefined) faults.push('no Cache-Control');
  if (answer.header('server') !== undefined && /\d/.test(answer.header('server') ?? '')) faults.push('names its version');
  return faults;
}

/** Operations that went well at least once in this file. */
export const succeeded = new Set<string>();

const WRITES = ['POST', 'PUT', 'DELETE'];

/** What stands beside /api. */
export const OUTSIDE_THE_API = ['/livez', '/readyz', '/metrics'];

/** One browser: a cookie jar of one session and the token that goes with it. */
export class Browser {
  cookie: string | null = null;
  csrf: string | null = null;
  me: Json = null;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });

  constructor(readonly port: number) {}

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Signs in as a demo account, named by its actor in the small world. */
  async signInAs(account: string): Promise<this> {
    const answer = await this.post('/sandbox/session', { json: { account } });
    if (answer.status !== 200) throw new Error(`cannot sign in as ${account}: ${answer.text}`);
    this.keep(answer);
    return this;
  }

  /** Takes the session of a sign-in's answer. */
  keep(answer: Answer): void {
    const cookies = answer.headers['set-cookie'];
    this.cookie = String(Array.isArray(cookies) ? cookies[0] : cookies).split(';')[0] ?? null;
    this.me = answer.json;
    this.csrf = this.me.csrf_token;
  }

  get(path: string, ask: Ask = {}): Promise<Answer> {
    return this.send('GET', path, ask);
  }
  post(path: string, ask: Ask = {}): Promise<Answer> {
    return this.send('POST', path, ask);
  }
  put(path: string, ask: Ask = {}): Promise<Answer> {
    return this.send('PUT', path, ask);
  }
  delete(path: string, ask: Ask = {}): Promise<Answer> {
    return this.send('DELETE', path, ask);
  }

  /** Sends the request and judges the answer by the contract and for its security headers; throws what is wrong with it. */
  async send(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const place = ask.root ? null : placeOf(method, path);
    const answer = await this.exchange(method, path, ask);
    const faults = [...securityFaults(answer), ...(place ? faultsOf(place, answer) : [])];
    if (answer.status === 500) faults.push('the server failed');
    if (faults.length > 0) throw new Error(`${method} ${path} → ${answer.status}\n${faults.join('\n')}\n${answer.text.slice(0, 2000)}`);
    if (place && answer.status < 300) succeeded.add(place.id);
    return answer;
  }

  private headersOf(method: string, path: string, ask: Ask, body: Buffer | null): Record<string, string> {
    const place = placeOf(method, path);
    const headers: Record<string, string> = {};
    const set = (name: string, value: string | null | undefined) => {
      if (value !== null && value !== undefined) headers[name] = value;
    };
    set('Cookie', ask.cookie === undefined ? this.cookie : ask.cookie);
    if (WRITES.includes(method)) {
      set('Origin', ask.origin === undefined ? this.origin : ask.origin);
      set('Sec-Fetch-Site', ask.site === undefined ? 'same-origin' : ask.site);
      set('X-Kaoji-CSRF', ask.csrf === undefined ? this.csrf : ask.csrf);
      if (body !== null) set('Content-Type', ask.type === undefined ? 'application/json' : ask.type);
      if (place?.takesKey) set('Idempotency-Key', ask.key === undefined ? randomUUID() : ask.key);
    }
    if (ask.ifMatch !== undefined) set('If-Match', typeof ask.ifMatch === 'number' ? `"${ask.ifMatch}"` : ask.ifMatch);
    if (body !== null || WRITES.includes(method)) headers['Content-Length'] = String(body?.length ?? 0);
    return { ...headers, ...ask.headers };
  }

  private partsOf(method: string, path: string, ask: Ask): { target: string; headers: Record<string, string>; body: Buffer | null } {
    const json = ask.json === undefined ? null : Buffer.from(JSON.stringify(ask.json));
    const body = ask.raw === undefined ? json : Buffer.from(ask.raw);
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(ask.query ?? {})) query.append(name, String(value));
    const base = ask.root || OUTSIDE_THE_API.includes(path) ? '' : '/api';
    const target = `${base}${path}${query.size > 0 ? `?${query}` : ''}`;
    return { target, headers: this.headersOf(method, path, ask, body), body };
  }

  /** The request as bytes for a connection of its own, which ends with the answer. */
  bytesOf(method: string, path: string, ask: Ask = {}): Buffer {
    const { target, headers, body } = this.partsOf(method, path, ask);
    const fields = Object.entries({ Host: `127.0.0.1:${this.port}`, ...headers, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${fields.join('')}\r\n`), body ?? Buffer.alloc(0)]);
  }

  /** Sends the request and returns the answer as it came, unjudged. */
  exchange(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const { target, headers, body } = this.partsOf(method, path, ask);
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ host: '127.0.0.1', port: this.port, method, path: target, headers, agent: this.agent }, (got) => {
        const parts: Buffer[] = [];
        got.on('data', (part: Buffer) => parts.push(part));
        got.on('end', () => resolve(new Answer(got.statusCode ?? 0, got.headers, Buffer.concat(parts))));
        got.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body ?? undefined);
    });
  }
}
