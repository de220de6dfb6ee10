import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { Browser, type Answer, type Json } from './client.ts';
import { scan } from './pdf.ts';
import { Program } from './program.ts';

const POLICY = readFileSync(join(import.meta.dirname, '../../../policies/henan-2021-628.toml'), 'utf8');

/** Actors of the small world. */
export const COLLEGE = '10842'; // a direct institution
export const OTHER_COLLEGE = '10843'; // another one
export const SCHOOL = 'G001'; // owned by GONGYI
export const OTHER_SCHOOL = 'Z001'; // owned by ZHENGZHOU
export const UNREGISTERED = 'S001';
export const GONGYI = '410181';
export const ZHENGZHOU = '410100';

export const WEB = 'Web前端开发';
export const CERTIFICATES = [WEB, '物流管理', '智能财税', '网店运营推广', '建筑信息模型'];
const LEVELS = ['初级', '中级', '高级'];

/** Shanghai time: `day('03-12')` is ten o'clock on that day of 2026. */
export function day(monthDay: string, time = '10:00:00'): string {
  return `2026-${monthDay}T${time}+08:00`;
}
export const SUBMITTING = day('03-12');
export const PRELIMINARY = day('03-22');
export const FINAL = day('03-26');

function institution(code: string, name: string, kind: string, bureau?: string): Json {
  return { code, name, kind, registered: code !== UNREGISTERED, ...(bureau ? { bureau } : {}) };
}

/** The small world, at a moment when the spring round's submit window is open. */
export function world(more: Partial<Json> = {}): Json {
  return {
    policy: POLICY,
    now: SUBMITTING,
    bureaus: [
      { code: GONGYI, name: '巩义市教育局' },
      { code: ZHENGZHOU, name: '郑州市教育局' },
    ],
    institutions: [
      institution(COLLEGE, '演练职业学院', 'higher-vocational'),
      institution(OTHER_COLLEGE, '演练应用学院', 'applied-undergraduate'),
      institution(SCHOOL, '演练巩义中专', 'local-secondary', GONGYI),
      institution(OTHER_SCHOOL, '演练郑州中专', 'local-secondary', ZHENGZHOU),
      institution(UNREGISTERED, '演练省属中专', 'provincial-secondary'),
    ],
    certificates: CERTIFICATES.map((name) => ({ name, levels: LEVELS, organisation: '演练评价组织' })),
    plans: [
      plan(COLLEGE, WEB, '中级', 1000),
      plan(OTHER_COLLEGE, WEB, '中级', 500),
      plan(SCHOOL, WEB, '中级', 200),
      plan(OTHER_SCHOOL, WEB, '中级', 100),
    ],
    ...more,
  };
}

export function plan(code: string, certificate: string, level: string, headcount: number, more: Partial<Json> = {}): Json {
  return { institution: code, certificate, level, year: 2025, declared_on: '2025-03-12', headcount, ...more };
}

export function line(certificate = WEB, level = '初级', headcount: number | null = 40, more: Partial<Json> = {}): Json {
  return { certificate, level, headcount, ...more };
}
export const FEWER = '参加考核学生减少';
export const MORE = '参加考核学生增加';

/** A sandbox and the browsers of its actors. */
export class Sandbox {
  private people = new Map<string, Browser>();
  private started: Program | null = null;
  private guest: Browser | null = null;

  async start(): Promise<void> {
    this.started = await Program.start();
    this.guest = new Browser(this.started.port);
  }

  get program(): Program {
    if (!this.started) throw new Error('the sandbox is not up yet');
    return this.started;
  }

  /** A browser that never signs in. */
  get visitor(): Browser {
    if (!this.guest) throw new Error('the sandbox is not up yet');
    return this.guest;
  }

  /** Replaces everything by this world. Sessions end. */
  async begin(more: Partial<Json> = {}): Promise<Json> {
    const answer = await this.visitor.post('/sandbox/world', { json: world(more) });
    if (answer.status !== 201) throw new Error(`the world was refused: ${answer.text}`);
    this.people.clear();
    return answer.json;
  }

  /** Sets the clock, which stands still. Whoever was signed in may have to sign in again. */
  async at(now: string): Promise<void> {
    const answer = await this.visitor.put('/sandbox/clock', { json: { now, running: false } });
    if (answer.status !== 200) throw new Error(`the clock did not move: ${answer.text}`);
    this.people.clear();
  }

  /** The browser of an actor, signed in. */
  async as(actor: string): Promise<Browser> {
    let person = this.people.get(actor);
    if (!person) {
      person = await new Browser(this.program.port).signInAs(actor);
      this.people.set(actor, person);
    }
    return person;
  }

  /** A second browser of the same actor. */
  another(actor: string): Promise<Browser> {
    return new Browser(this.program.port).signInAs(actor);
  }

  async draft(actor: string, kind: string, lines: Json[]): Promise<Json> {
    return done(201, await (await this.as(actor)).post('/applications', { json: { kind, lines } }));
  }

  async sign(actor: string, application: Json): Promise<Json> {
    const ask = { query: { revision: application.revision }, raw: scan(application.number), type: 'application/pdf' };
    return done(200, await (await this.as(actor)).put(`/applications/${application.id}/scan`, ask));
  }

  /** Draft, signed scan and submission in one. */
  async submit(actor: string, kind: string, lines: Json[]): Promise<Json> {
    const application = await this.draft(actor, kind, lines);
    await this.sign(actor, application);
    return done(200, await (await this.as(actor)).post(`/applications/${application.id}/submission`));
  }

  async review(actor: string, id: number, decision: string, more: Partial<Json> = {}): Promise<Json> {
    const json = { decision, ...(decision === 'pass' ? {} : { note: '请核对人数' }), ...more };
    return done(200, await (await this.as(actor)).post(`/applications/${id}/review`, { json }));
  }

  async read(id: number, actor = 'auditor'): Promise<Json> {
    return done(200, await (await this.as(actor)).get(`/applications/${id}`));
  }
}

/** The body of an answer that must have this status. */
export function done(status: number, answer: Answer): Json {
  if (answer.status !== status) throw new Error(`answered ${answer.status}, not ${status}: ${answer.text.slice(0, 2000)}`);
  return answer.raw.length > 0 ? answer.json : null;
}

/**
 * One sandbox for the tests of a file; after the last one the server is stopped and `kaoji doctor` must find no row that
 * breaks a rule. Call it at the top of the file.
 */
export function sandbox(more: Partial<Json> = {}): Sandbox {
  const box = new Sandbox();
  beforeAll(async () => {
    await box.start();
    await box.begin(more);
  });
  afterAll(async () => {
    try {
      await box.program.halt();
      await box.program.doctor();
    } finally {
      await box.program.remove();
    }
  });
  return box;
}
