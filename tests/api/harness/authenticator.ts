import { createHmac } from 'node:crypto';
import { Browser, type Json } from './client.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function seedOf(secret: string): Buffer {
  const bits = [...secret.replaceAll(' ', '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of RFC 6238 (SHA-256, 6 digits, 30 s) that an authenticator shows `steps` away from now. */
export function codeOf(secret: string, steps = 0, now = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000) + steps));
  const digest = createHmac('sha256', seedOf(secret)).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** A person with an authenticator: enrols at the first sign-in and passes the second step of every later one. */
export class Person {
  secret = '';
  recoveryCodes: string[] = [];

  constructor(
    readonly port: number,
    readonly login: string,
  ) {}

  /** The first step: the answer to the password, its session taken. */
  async password(password: string): Promise<{ browser: Browser; answer: Json }> {
    const browser = new Browser(this.port);
    const answer = await browser.post('/session', { json: { login: this.login, password } });
    if (answer.status !== 200) throw new Error(`${this.login} cannot sign in: ${answer.text}`);
    browser.keep(answer);
    return { browser, answer: answer.json };
  }

  /** Sets the second factor up in this session. */
  async enrol(browser: Browser): Promise<void> {
    const offered = await browser.post('/me/second-factor/enrolment');
    this.secret = offered.json.secret;
    const confirmed = await browser.put('/me/second-factor', { json: { code: codeOf(this.secret) } });
    if (confirmed.status !== 200) throw new Error(`${this.login} cannot enrol: ${confirmed.text}`);
    this.recoveryCodes = confirmed.json.recovery_codes;
    browser.keep(confirmed);
    browser.me = (await browser.get('/me')).json;
  }

  /** Signs in to the end; a recovery code passes the second step without waiting for the next code. */
  async signIn(password: string): Promise<Browser> {
    const { browser, answer } = await this.password(password);
    if (answer.next === 'enrol') await this.enrol(browser);
    if (answer.next === 'totp') {
      const proved = await browser.post('/session/second-factor', { json: { code: this.recoveryCodes.pop() } });
      if (proved.status !== 200) throw new Error(`${this.login} cannot prove: ${proved.text}`);
      browser.keep(proved);
    }
    return browser;
  }
}
