import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Json } from './harness/client.ts';
import { bound, BOUNDARY, multipart, photographed, PHOTOS, wordsOf } from './harness/paper.ts';
import { pdf, scan } from './harness/pdf.ts';
import { CERTIFICATES, COLLEGE, done, FEWER, GONGYI, line, OTHER_COLLEGE, PRELIMINARY, sandbox, SCHOOL, SUBMITTING, WEB } from './harness/world.ts';

// So many that a form of all of them has several pages and is in order.
const MANY = Array.from({ length: 90 }, (_, i) => `演练证书${i}`);
const box = sandbox({
  certificates: [...CERTIFICATES, ...MANY].map((name) => ({ name, levels: ['初级', '中级', '高级'], organisation: '演练评价组织' })),
});
/** The words of each page. */
const words = (print: Buffer) => wordsOf(print).split('\f').slice(0, -1).map((page) => page.replace(/\s+/g, ''));

async function printed(actor: string, application: Json, revision?: number): Promise<Buffer> {
  const query: Record<string, number> = revision ? { revision } : {};
  return (await (await box.as(actor)).get(`/applications/${application.id}/form.pdf`, { query })).raw;
}

async function upload(actor: string, application: Json, raw: Buffer, more: { type?: string; key?: string } = {}): Promise<Answer> {
  const query = { revision: application.revision };
  const key = more.key ?? randomUUID();
  return (await box.as(actor)).put(`/applications/${application.id}/scan`, { raw, query, key, type: more.type ?? 'application/pdf' });
}

async function saved(actor: string, application: Json, lines: Json[]): Promise<Json> {
  const { version } = await box.read(application.id, actor);
  return done(200, await (await box.as(actor)).put(`/applications/${application.id}`, { json: { lines }, ifMatch: version }));
}

function light(reading: Json, check: string): string {
  return reading.checks.find((row: Json) => row.check === check).light;
}

/** A refusal as stale with one finding: its numbers and its Chinese sentence. */
function stale(answer: Answer): [Record<string, number>, string] {
  expect([answer.status, answer.code, answer.json.findings.length]).toEqual([409, 'form-stale', 1]);
  const [{ numbers, zh }] = answer.json.findings;
  return [numbers, zh];
}

const many = () => MANY.map((name, i) => line(name, '初级', 1 + i));

describe('a print that comes back', () => {
  let draft: Json;
  let form: Buffer;

  beforeAll(async () => {
    draft = await box.draft(COLLEGE, 'new', [line()]);
    form = await printed(COLLEGE, draft);
  });

  test('is known as the form of this application and revision', async () => {
    const { reading, pages } = done(200, await upload(COLLEGE, draft, form));
    expect(pages).toBe(1);
    expect(reading.state).toBe('read');
    expect(reading.checks.map((row: Json) => row.check)).toEqual([
      'binding', 'pages', 'figures', 'seal', 'leader-signature', 'department-signature',
    ]);
    for (const check of ['binding', 'pages', 'figures']) expect([check, light(reading, check)]).toEqual([check, 'green']);
    for (const check of ['seal', 'leader-signature', 'department-signature']) {
      const row = reading.checks.find((one: Json) => one.check === check);
      expect([check, row.light, row.page]).toEqual([check, 'red', 1]);
      expect(row.box.width).toBeGreaterThan(0);
    }
    expect(reading.pages).toMatchObject([{ page: 1, form_page: 1, form_pages: 1 }]);
    expect((await box.read(draft.id, COLLEGE)).scan.reading).toEqual(reading);
  });

  test('has a picture of each page, with an ETag', async () => {
    const clerk = await box.as(COLLEGE);
    const [page] = (await box.read(draft.id, COLLEGE)).scan.reading.pages;
    expect(page.picture_url).toBe(`/api/applications/${draft.id}/scan/pages/1?revision=1`);
    const path = `/applications/${draft.id}/scan/pages/1`;
    const picture = await clerk.get(path, { query: { revision: 1 } });
    expect(picture.header('content-type')).toBe('image/jpeg');
    expect(picture.raw.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const again = await clerk.get(path, { headers: { 'If-None-Match': picture.etag } });
    expect([again.status, again.raw.length]).toEqual([304, 0]);
    for (const absent of ['0', '2', '201', 'x']) {
      expect([absent, (await clerk.get(`/applications/${draft.id}/scan/pages/${absent}`)).status]).toEqual([absent, 404]);
    }
    expect((await clerk.get(path, { query: { revision: 2 } })).status).toBe(404);
  });

  test('shows its pages to nobody whom the scan is hidden from', async () => {
    const path = `/applications/${draft.id}/scan/pages/1`;
    const bare = (answer: Answer) => answer.text.replace(/"request_id":"[^"]*"/, '');
    for (const actor of [SCHOOL, OTHER_COLLEGE, GONGYI, 'department']) {
      const person = await box.as(actor);
      const absent = await person.get('/applications/9000000/scan/pages/1');
      expect([actor, bare(await person.get(path))]).toEqual([actor, bare(absent)]);
      expect(absent.status).toBe(404);
    }
  });

  test('of an older revision is refused with both revisions', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line('物流管理')]);
    const old = await printed(COLLEGE, mine);
    const now = await saved(COLLEGE, mine, [line('物流管理', '中级', 41)]);
    const [numbers, zh] = stale(await upload(COLLEGE, now, old));
    expect(numbers).toEqual({ page: 1, revision: 1, current: 2 });
    expect(zh).toBe('第1页是第1版，当前为第2版。');
    expect((await box.read(mine.id, COLLEGE)).scan).toBeNull();
    const rows = done(200, await (await box.as('auditor')).get('/audit', { query: { act: 'scan-upload', result: 'refused', limit: 1 } }));
    expect(rows.items[0]).toMatchObject({ object: String(mine.id), code: 'form-stale' });
  });

  test('of another application is refused by its number', async () => {
    const other = await box.draft(OTHER_COLLEGE, 'new', [line()]);
    const [numbers, zh] = stale(await upload(COLLEGE, draft, await printed(OTHER_COLLEGE, other)));
    expect(numbers).toEqual({ page: 1 });
    expect(zh).toContain(other.number);
  });

  test('whose figures have moved since is refused: print again', async () => {
    const cut = (headcount: number) => [line(WEB, '中级', headcount, { reason: FEWER, year: 2025 })];
    const waiting = await box.draft(SCHOOL, 'decrease', cut(10));
    const old = await printed(SCHOOL, waiting);
    const first = await box.submit(SCHOOL, 'decrease', cut(5));
    await box.at(PRELIMINARY);
    await box.review(GONGYI, first.id, 'pass');
    await box.at('2026-03-26T10:00:00+08:00');
    await box.review('department', first.id, 'pass');
    await box.at(SUBMITTING);
    const [numbers, zh] = stale(await upload(SCHOOL, waiting, old));
    expect(numbers).toEqual({ page: 1, revision: 1 });
    expect(zh).toContain('打印以后数据有变动');
    done(200, await upload(SCHOOL, waiting, await printed(SCHOOL, waiting)));
  });
});

describe('a print of several pages', () => {
  let long: Json;
  let form: Buffer;
  let pages: number;

  beforeAll(async () => {
    long = await box.draft(COLLEGE, 'new', many());
    form = await printed(COLLEGE, long);
    pages = done(200, await upload(COLLEGE, long, form)).pages;
    expect(pages).toBeGreaterThan(1);
  });

  test('is whole in any order', async () => {
    const order = Array.from({ length: pages }, (_, i): [Buffer, number] => [form, pages - i]);
    const { reading } = done(200, await upload(COLLEGE, long, bound(...order)));
    expect(light(reading, 'pages')).toBe('green');
    expect(reading.pages.map((page: Json) => page.form_page)).toEqual(order.map(([, page]) => page));
  });

  test('without its second page is refused with its number', async () => {
    const rest = Array.from({ length: pages }, (_, i): [Buffer, number] => [form, i + 1]).filter(([, page]) => page !== 2);
    const [numbers, zh] = stale(await upload(COLLEGE, long, bound(...rest)));
    expect(numbers).toEqual({ missing: 2, form_pages: pages });
    expect(zh).toBe(`第2页缺失（汇总表共${pages}页）。`);
  });

  test('with a page twice is refused with how often', async () => {
    const all = Array.from({ length: pages }, (_, i): [Buffer, number] => [form, i + 1]);
    const [numbers, zh] = stale(await upload(COLLEGE, long, bound(...all, [form, 1])));
    expect(numbers).toEqual({ doubled: 1, times: 2 });
    expect(zh).toBe('第1页出现2次。');
  });

  test('with the back of a sheet between is taken; the reviewer is told', async () => {
    const rest = Array.from({ length: pages }, (_, i): [Buffer, number] => [form, i + 1]).filter(([, page]) => page !== 2);
    const { reading } = done(200, await upload(COLLEGE, long, bound(...rest, [pdf(), 1])));
    expect(light(reading, 'binding')).toBe('green');
    expect(light(reading, 'pages')).toBe('amber');
    expect(reading.pages.at(-1)).toMatchObject({ form_page: null, form_pages: null });
  });
});

describe('the page of a line', () => {
  test('is where it is printed, though its certificate stands on every page', async () => {
    // Every third line has the same certificate; all are new to the school, and so in one block.
    const repeated = Array.from({ length: 60 }, (_, i) => line(i % 3 === 0 ? '物流管理' : `演练证书${i}`, '初级', 100 + i));
    const mine = await box.draft(COLLEGE, 'new', repeated);
    const clerk = await box.as(COLLEGE);
    const { revision, pages, page_of_line } = done(200, await clerk.get(`/applications/${mine.id}/form/pages`));
    const printedPages = words(await printed(COLLEGE, mine));
    expect([revision, pages, page_of_line.length]).toEqual([1, printedPages.length, repeated.length]);
    expect(pages).toBeGreaterThan(1);
    repeated.forEach((row, i) => {
      const cells = `${i + 1}${row.certificate}${row.level}${row.headcount}`;
      expect(printedPages.findIndex((page) => page.includes(cells)) + 1).toBe(page_of_line[i]);
    });
  });

  test('is not told of a revision that never was', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line('物流管理', '高级')]);
    expect((await (await box.as(COLLEGE)).get(`/applications/${mine.id}/form/pages`, { query: { revision: 7 } })).status).toBe(404);
  });
});

describe('a print that says 草稿', () => {
  test('is taken with an amber light, also once its lines are in order', async () => {
    const mine = await box.draft(OTHER_COLLEGE, 'new', [line('智能财税', '中级', 12)]);
    await box.at('2026-03-01T09:00:00+08:00'); // before the window
    const draft = await printed(OTHER_COLLEGE, mine);
    await box.at(SUBMITTING);
    const clean = await printed(OTHER_COLLEGE, mine);
    // The letters lie across the page, between the others.
    expect(words(draft)[0]).toMatch(/稿.*草|草.*稿/);
    expect(words(clean)[0]).not.toMatch(/稿|草/);
    const taken = done(200, await upload(OTHER_COLLEGE, mine, draft)).reading;
    const binding = taken.checks.find((row: Json) => row.check === 'binding');
    expect([binding.light, binding.page]).toEqual(['amber', 1]);
    expect(binding.zh).toContain('草稿');
    expect((await box.read(mine.id, OTHER_COLLEGE)).scan.reading).toEqual(taken);
    expect(light(done(200, await upload(OTHER_COLLEGE, mine, clean)).reading, 'binding')).toBe('green');
  });
});

describe('a scan without a readable code', () => {
  test('is taken, and the reviewer is told', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line('智能财税')]);
    const { reading } = done(200, await upload(COLLEGE, mine, scan('made up')));
    expect(reading.state).toBe('read');
    for (const check of ['binding', 'pages', 'figures']) expect([check, light(reading, check)]).toEqual([check, 'amber']);
    for (const row of reading.checks) expect(row.zh).toMatch(/[一-龥]/);
    expect(done(200, await (await box.as(COLLEGE)).post(`/applications/${mine.id}/submission`)).status).toBe('submitted');
    const seen = (await box.read(mine.id, 'department')).scan.reading;
    expect(light(seen, 'binding')).toBe('amber');
  });

  test('is gone with its reading when the draft is discarded', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line('网店运营推广')]);
    done(200, await upload(COLLEGE, mine, await printed(COLLEGE, mine)));
    const { version } = await box.read(mine.id, COLLEGE);
    done(204, await (await box.as(COLLEGE)).delete(`/applications/${mine.id}`, { ifMatch: version }));
    expect((await (await box.as(COLLEGE)).get(`/applications/${mine.id}/scan/pages/1`)).status).toBe(404);
  });
});

describe('photos of pages', () => {
  let long: Json;
  let photos: Buffer[];

  beforeAll(async () => {
    long = await box.draft(COLLEGE, 'new', many());
    photos = photographed(await printed(COLLEGE, long), 'jpeg');
  });

  test('are joined in their order and read', async () => {
    const { pages, reading } = done(200, await upload(COLLEGE, long, multipart(photos.map((bytes) => ({ bytes }))), { type: PHOTOS }));
    expect(pages).toBe(photos.length);
    for (const check of ['binding', 'pages', 'figures']) expect([check, light(reading, check)]).toEqual([check, 'green']);
    expect(reading.pages.map((page: Json) => page.form_page)).toEqual(photos.map((_, i) => i + 1));
  });

  test('may be PNG', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line('建筑信息模型')]);
    const [bytes] = photographed(await printed(COLLEGE, mine), 'png');
    const body = multipart([{ bytes: bytes as Buffer, type: 'image/png' }]);
    expect(light(done(200, await upload(COLLEGE, mine, body, { type: PHOTOS })).reading, 'binding')).toBe('green');
  });

  test('that lack one are refused as a scan is', async () => {
    const [numbers] = stale(await upload(COLLEGE, long, multipart(photos.slice(1).map((bytes) => ({ bytes }))), { type: PHOTOS }));
    expect(numbers).toEqual({ missing: 1, form_pages: photos.length });
  });

  const jpeg = () => ({ bytes: photos[0] as Buffer });
  const bad: [string, () => Buffer, number, string][] = [
    ['no photo', () => Buffer.from(`--${BOUNDARY}--\r\n`), 422, 'field-missing'],
    ['no form at all', () => scan(), 422, 'field-invalid'],
    ['a form cut off', () => multipart([jpeg()]).subarray(0, -40), 422, 'field-invalid'],
    ['51 photos', () => multipart(Array.from({ length: 51 }, () => ({ bytes: Buffer.from('x') }))), 422, 'field-invalid'],
    ['another field', () => multipart([{ ...jpeg(), name: 'file' }]), 422, 'field-unknown'],
    ['a picture of another kind', () => multipart([{ ...jpeg(), type: 'image/gif' }]), 415, 'media-type-unsupported'],
    ['a photo that is none', () => multipart([{ bytes: Buffer.from('not a photo') }]), 422, 'image-invalid'],
    ['half a photo', () => multipart([{ bytes: (photos[0] as Buffer).subarray(0, 200) }]), 422, 'image-invalid'],
  ];
  test.each(bad)('with %s are refused', async (_, body, status, code) => {
    const answer = await upload(COLLEGE, long, body(), { type: PHOTOS });
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(answer.json.detail_zh).toMatch(/[一-龥]/);
  });

  test('beyond 20 MiB together are 413', async () => {
    const body = multipart([{ bytes: Buffer.alloc(20 * 1024 * 1024) }]);
    const answer = await upload(COLLEGE, long, body, { type: PHOTOS });
    expect([answer.status, answer.code]).toEqual([413, 'body-too-large']);
  });

  test('without a boundary are 415', async () => {
    expect((await upload(COLLEGE, long, multipart([jpeg()]), { type: 'multipart/form-data' })).status).toBe(415);
  });
});

describe('an upload', () => {
  test('sent twice under one key is one scan and one answer', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line(WEB, '高级')]);
    const form = await printed(COLLEGE, mine);
    const key = randomUUID();
    const first = await upload(COLLEGE, mine, form, { key });
    const second = await upload(COLLEGE, mine, form, { key });
    expect([first.status, second.status, second.header('idempotency-replayed')]).toEqual([200, 200, 'true']);
    expect(second.raw.equals(first.raw)).toBe(true);
    const { timeline } = await box.read(mine.id, COLLEGE);
    expect(timeline.filter((row: Json) => row.event === 'scan-uploaded')).toHaveLength(1);
    const other = await upload(COLLEGE, mine, scan(), { key });
    expect([other.status, other.code]).toEqual([422, 'idempotency-mismatch']);
  });

  test('refused as stale stays refused under its key', async () => {
    const mine = await box.draft(COLLEGE, 'new', [line('智能财税', '高级')]);
    const theirs = await printed(OTHER_COLLEGE, await box.draft(OTHER_COLLEGE, 'new', [line('智能财税')]));
    const key = randomUUID();
    const [first, second] = [await upload(COLLEGE, mine, theirs, { key }), await upload(COLLEGE, mine, theirs, { key })];
    expect(stale(second)).toEqual(stale(first));
    expect(second.header('idempotency-replayed')).toBe('true');
  });

  test('tells its owner, and nobody else, how far it has come', async () => {
    const mine = await box.draft(COLLEGE, 'new', many());
    const photo = photographed(await printed(COLLEGE, mine), 'jpeg', 200).map((bytes) => ({ bytes }));
    const key = randomUUID();
    const clerk = await box.as(COLLEGE);
    const stranger = await box.as(OTHER_COLLEGE);
    expect((await clerk.get(`/scan-progress/${key}`)).status).toBe(404);
    let over = false;
    const running = upload(COLLEGE, mine, multipart(photo), { key, type: PHOTOS }).finally(() => (over = true));
    const seen: Json[] = [];
    while (!over) {
      const answer = await clerk.get(`/scan-progress/${key}`);
      if (answer.status === 200) {
        seen.push(answer.json);
        expect((await stranger.get(`/scan-progress/${key}`)).status).toBe(404);
      }
    }
    done(200, await running);
    expect(seen.map((progress) => progress.state)).toContain('reading');
    const dones = seen.map((progress) => progress.done);
    expect(dones).toEqual([...dones].sort((a, b) => a - b));
    for (const progress of seen.filter((one) => one.state === 'reading')) expect(progress.all).toBe(photo.length);
    expect((await clerk.get(`/scan-progress/${key}`)).status).toBe(404);
    expect((await (await box.as('department')).get(`/scan-progress/${key}`)).status).toBe(403);
  });
});
