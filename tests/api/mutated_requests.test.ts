import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { OUTSIDE_THE_API, type Browser } from './harness/client.ts';
import { operations, type Place } from './harness/contract.ts';
import { randomFrom, spoiled } from './harness/mutation.ts';
import { scan } from './harness/pdf.ts';
import { KeptConnection, onceOnly } from './harness/wire.ts';
import { COLLEGE, GONGYI, line, sandbox, SCHOOL, WEB } from './harness/world.ts';

// trust.md F2: however a request of whatever role on real objects is spoiled, it is answered, no answer is a failure of the
// server, the server does not end, its memory does not grow, and afterwards its data and its audit trail are whole. Set
// KAOJI_MUTATED_REQUESTS for more of them, KAOJI_SEED to repeat a run.
const REQUESTS = Number(process.env.KAOJI_MUTATED_REQUESTS ?? 20_000);
const SEED = Number(process.env.KAOJI_SEED ?? 20_261_124);
const AT_A_TIME = 16;
const MOST_GROWTH_KIB = 96 * 1024;
// Signing out and the sandbox's own switches would only end the sessions that the rest is asked with.
const LEFT_OUT = ['signOut', 'setSandboxClock', 'replaceSandboxWorld', 'signInSandbox', 'signIn'];
const PEOPLE = [COLLEGE, SCHOOL, GONGYI, 'department', 'office', 'auditor', 'system', 'security'];
// What is there changes under the requests: it is looked up again each so many of them.
const LOOKED_UP_EACH = 2_000;
// Each of these starts a child process: a few hundred are enough of them.
const COSTLY_SHARE = Math.min(0.01, 400 / REQUESTS);
const COSTLY = ['printForm', 'printReceipt', 'printPackage', 'bundlePackage', 'makeArchive', 'printWorkPlan', 'printExitLetter', 'uploadScan'];

const box = sandbox();
const BODIES: Record<string, unknown> = {
  createApplication: { kind: 'new', lines: [line()] },
  checkNewApplication: { kind: 'new', lines: [line(), line('物流管理', '高级', 12)] },
  saveApplication: { lines: [line()], contact_name: '演练', contact_phone: '0371-00000000', note: '演练' },
  reviewApplication: { decision: 'return', note: '退回', lines: [] },
  reviewSeveral: { items: [{ application: 1, version: 1, decision: 'pass' }] },
  checkPolicy: { text: 'id = "n-1"\ncap_percent = 20\n', year: 2026 },
  savePolicy: { text: 'id = "n-1"\ncap_percent = 20\n' },
  replacePolicy: { text: 'id = "n-1"\ncap_percent = 20\n' },
  putPolicyInForce: { from: '2027-01-01', dry_run: true },
  closeCertificate: { certificate: WEB, level: '高级', from: '2028-01-01' },
  grantAdmission: { until: '2026-12-31' },
  grantWaiver: { reason: '停办专业' },
  grantExtension: { stage: 'preliminary', until: '2026-03-25', reason: '系统维护', bureau: GONGYI },
  switchPlatform: { open: true },
  recordAssessment: { institution: COLLEGE, certificate: WEB, level: '中级', year: 2025, on: '2026-03-01', examined: 1, passed: 1 },
  placeHold: { institution: SCHOOL, certificate: WEB, level: '中级', year: 2025 },
  runExit: { dry_run: true },
  changePassword: { current: 'not this one', next: 'nor this one' },
};
const QUERIES: Record<string, Record<string, string>> = {
  readCalendar: { year: '2026' },
  readPolicyFile: { year: '2026' },
  tryPolicy: { year: '2026' },
  comparePolicies: { left: 'henan-2021-628', right: 'henan-2021-628', year: '2026' },
  listCertificates: { q: 'web', open_only: 'true' },
  listInstitutions: { q: '巩义' },
  listApplications: { status: 'draft,submitted', q: '2026', limit: '5' },
  uploadScan: { revision: '1' },
  printPackage: { year: '2026', round: 'spring' },
  bundlePackage: { year: '2026', round: 'spring' },
  makeArchive: { year: '2026', round: 'spring' },
  printWorkPlan: { year: '2026', round: 'spring' },
  exportWorkPlan: { year: '2026', round: 'spring' },
  listPlans: { year: '2025', level: '中级', as_of: '2026-03-12T10:00:00+08:00', live_only: 'true' },
  listLedger: { kind: 'declared', limit: '5' },
  printExitLetter: { year: '2026' },
  listExitCandidates: { year: '2026' },
  readRates: { year: '2026', scope: COLLEGE },
  readRateRanking: { year: '2026', by: 'institution' },
  listAudit: { act: 'session-open', person: 'a', object_kind: 'account', limit: '5' },
  exportAudit: { act: 'session-open', person: 'a' },
};
const PARAMETERS: Record<string, string> = { '{id}': '1', '{code}': COLLEGE, '{page}': '1', '{policy}': 'henan-2021-628', '{key}': 'k' };

interface Thing {
  id: string;
  version: string;
}
/** What is there to be asked for: ids with their versions, by the first part of the path. */
const things = new Map<string, Thing[]>();
// Lists, and who sees them whole.
const LISTS: [string, string][] = [
  ...['applications', 'plans', 'certificates', 'admissions', 'waivers', 'extensions', 'holds', 'announcements', 'assessments'].map((list): [string, string] => [list, 'office']),
  ['assessment-schedules', 'office'],
  ['editions', 'office'],
  ['reconciliations', 'office'],
  ['accounts', 'system'],
];

async function lookUp(): Promise<void> {
  for (const [list, actor] of LISTS) {
    const answer = await (await box.as(actor)).exchange('GET', `/${list}`, {});
    const items = answer.status === 200 ? answer.json.items : undefined;
    if (!Array.isArray(items)) continue;
    things.set(list, items.filter((item) => item.id !== undefined).map((item) => ({ id: String(item.id), version: String(item.version ?? 1) })));
  }
}

/** A thing of that path, mostly one that is there. */
function thingFor(place: Place, random: () => number): Thing {
  const there = things.get(place.path.split('/')[1] ?? '') ?? [];
  if (there.length === 0 || random() < 0.1) return { id: '1', version: '1' };
  return there[Math.floor(random() * there.length)] as Thing;
}

function pathOf(place: Place, thing: Thing): string {
  const path = place.path.replace(/\{[^}]+\}/g, (name) => (name === '{id}' ? thing.id : (PARAMETERS[name] ?? '1')));
  const root = OUTSIDE_THE_API.includes(path) ? '' : '/api';
  const query = QUERIES[place.id];
  return root + path + (query === undefined ? '' : `?${new URLSearchParams(query)}`);
}

/** Mostly someone whose role has the act, so that the request gets past the door. */
function personFor(place: Place, people: Browser[], random: () => number): Browser {
  const fitting = people.filter((person) => person.me.acts.includes(place.act));
  const from = fitting.length > 0 && random() < 0.9 ? fitting : people;
  return from[Math.floor(random() * from.length)] as Browser;
}

/** A request as a browser would send it, in three parts: the request line, the header fields but for the length, the body. */
function request(place: Place, person: Browser, thing: Thing): { line: Buffer; fields: Buffer; body: Buffer } {
  const fields = [`Host: 127.0.0.1:${person.port}`, `Cookie: ${person.cookie}`];
  let body: Buffer = Buffer.alloc(0);
  if (place.method !== 'GET') {
    fields.push(`Origin: ${person.origin}`, 'Sec-Fetch-Site: same-origin', `X-Kaoji-CSRF: ${person.csrf}`, `If-Match: "${thing.version}"`);
    if (place.takesKey) fields.push(`Idempotency-Key: ${randomUUID()}`);
    fields.push(`Content-Type: ${place.id === 'uploadScan' ? 'application/pdf' : 'application/json'}`);
    body = place.id === 'uploadScan' ? scan() : Buffer.from(JSON.stringify(BODIES[place.id] ?? {}));
  }
  return { line: Buffer.from(`${place.method} ${pathOf(place, thing)} HTTP/1.1`), fields: Buffer.from(fields.join('\r\n')), body };
}

/** One part of the request spoiled, or, one time in ten, the bytes as a whole; and whether its end can still be told. */
function mutant(place: Place, person: Browser, random: () => number): { bytes: Buffer; framed: boolean } {
  const { line: first, fields, body } = request(place, person, thingFor(place, random));
  const what = random();
  const newLine = what < 0.35 || (what < 0.6 && body.length === 0) ? spoiled(first, random) : first;
  const newBody = what >= 0.35 && what < 0.75 && body.length > 0 ? spoiled(body, random) : body;
  const newFields = what >= 0.75 && what < 0.9 ? spoiled(fields, random) : fields;
  const parts = [newLine, '\r\n', newFields, `\r\nContent-Length: ${newBody.length}\r\n\r\n`, newBody];
  const whole = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  const framed = what < 0.75 && !newLine.includes('\r') && !newLine.includes('\n') && /^(GET|POST|PUT|DELETE) /.test(newLine.toString('latin1'));
  return { bytes: what < 0.9 ? whole : spoiled(whole, random), framed };
}

/** What is wrong with the answer: none, a failure of the server, or a refusal that explains nothing. Empty when nothing is. */
function faultOf(bytes: Buffer, answer: string): string {
  if (answer === '') return bytes.length === 0 ? '' : 'closed without an answer';
  const status = Number(/^HTTP\/1\.[01] (\d{3}) /.exec(answer)?.[1] ?? 0);
  const busy = status === 503 && answer.includes('"code":"busy"') && /^retry-after: /im.test(answer);
  if (status < 200 || (status >= 500 && !busy)) return `status ${status}: ${answer.slice(-400)}`;
  if (status < 400 || bytes.subarray(0, 5).toString() === 'HEAD ') return '';
  const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  return /"code":"[a-z0-9-]+"/.test(body) && /"detail_zh":"[^"]/.test(body) ? '' : `a refusal without a code or a word: ${body.slice(0, 200)}`;
}

/** Everybody signed in, in a world with something of each kind; what the requests before have done to it is kept while it lets everybody in. */
async function everybody(afresh: boolean): Promise<Browser[]> {
  if (afresh) {
    await box.begin();
    await box.draft(COLLEGE, 'new', [line()]);
    await box.sign(COLLEGE, await box.draft(COLLEGE, 'new', [line('物流管理', '高级', 12)]));
    await box.submit(SCHOOL, 'new', [line()]);
    await box.submit(COLLEGE, 'new', [line('智能财税', '中级', 30)]);
  }
  const people = await Promise.all(PEOPLE.map((actor) => box.another(actor)));
  await lookUp();
  return people;
}

test(
  `${REQUESTS} spoiled requests: no failure, no restart, no growth`,
  async () => {
    let people = await everybody(true);
    const random = randomFrom(SEED);
    const places = operations.filter((place) => !LEFT_OUT.includes(place.id));
    const cheap = places.filter((place) => !COSTLY.includes(place.id));
    const costly = places.filter((place) => COSTLY.includes(place.id));
    const statuses = new Map<string, number>();
    let sent = 0;
    let before = 0;
    let renewing: Promise<void> | null = null;
    const renew = async () => {
      people = await everybody(false).catch(() => everybody(true));
      renewing = null;
    };
    const turn = async () => {
      const kept = new KeptConnection(box.program.port);
      while (sent < REQUESTS) {
        if (renewing !== null) await renewing;
        const number = (sent += 1);
        if (number % LOOKED_UP_EACH === 0) await (renewing ??= renew());
        if (number === Math.floor(REQUESTS / 4)) before = box.program.residentKiB();
        if (number % 20_000 === 0) console.log(`${number} requests sent, ${box.program.residentKiB()} KiB resident`);
        const from = random() < COSTLY_SHARE ? costly : cheap;
        const place = from[Math.floor(random() * from.length)] as Place;
        const person = personFor(place, people, random);
        const { bytes, framed } = mutant(place, person, random);
        const answer = framed ? await kept.ask(bytes) : await onceOnly(box.program.port, bytes);
        const fault = faultOf(bytes, answer);
        if (fault) throw new Error(`request ${number} of seed ${SEED}: ${fault}\n${bytes.toString('latin1').slice(0, 2_000)}`);
        const status = answer.slice(9, 12) || 'none';
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      kept.close();
    };
    const pid = box.program.pid;
    await Promise.all(Array.from({ length: AT_A_TIME }, turn));
    const grown = box.program.residentKiB() - before;
    console.log(`${sent} requests, grown by ${grown} KiB, ${[...statuses].sort().map(([status, count]) => `${status}: ${count}`).join(', ')}`);
    expect(box.program.pid).toBe(pid);
    expect((await box.visitor.get('/livez')).status).toBe(200);
    expect(statuses.get('200') ?? 0).toBeGreaterThan(REQUESTS / 100);
    expect(grown).toBeLessThan(MOST_GROWTH_KIB);
    expect(await box.program.halt()).toBe(0);
    await box.program.doctor();
    expect(await box.program.command('audit', 'verify')).toMatch(/^ok /);
  },
  7_200_000,
);
