import { beforeAll, describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, done, FEWER, FINAL, line, sandbox, SCHOOL, SUBMITTING, WEB, world } from './harness/world.ts';

// A policy with `reconcile_before_final`: what the department approves must be what the ministry's platform has.
const POLICY: string = world().policy.replace('preliminary_review = [', 'reconcile_before_final = true\npreliminary_review = [');
const box = sandbox({ policy: POLICY });
const HEADINGS = '学校代码,证书名称,证书等级,计划年度,计划人数';
const USUAL = ['institution-code', 'certificate', 'level', 'year', 'headcount'].map((field, column) => ({ field, column }));
const ids = { added: 0, cut: 0 };

async function reconcile(...rows: string[]): Promise<void> {
  const office = await box.as('office');
  const raw = Buffer.from([HEADINGS, ...rows].join('\n'));
  const kept = done(201, await office.post('/reconciliations', { query: { name: '平台.csv' }, raw, type: 'text/csv' }));
  done(200, await office.post(`/reconciliations/${kept.id}/comparison`, { json: { columns: USUAL } }));
}
const review = async (id: number, json: Json = {}) =>
  (await box.as('department')).post(`/applications/${id}/review`, { json: { decision: 'pass', ...json } });

describe('an approval that must agree with the platform', () => {
  beforeAll(async () => {
    await box.at(SUBMITTING);
    ids.added = (await box.submit(COLLEGE, 'new', [line('智能财税', '初级', 30), line('物流管理', '初级', 20)])).id;
    ids.cut = (await box.submit(COLLEGE, 'decrease', [line(WEB, '中级', 100, { reason: FEWER, year: 2025 })])).id;
    await box.at(FINAL);
  });

  test('is refused while nothing was reconciled, and can be returned all the same', async () => {
    const answer = await review(ids.added);
    expect([answer.status, answer.code]).toEqual([409, 'not-awaiting']);
    expect(answer.json.findings[0]).toMatchObject({ clause: '二(三)', field: null });
    expect(answer.json.findings[0].zh).toContain('还没有完成过对账');
    expect(done(200, await review(ids.added, { decision: 'return', note: '请核对', dry_run: true })).allowed).toBe(true);
  });

  test('names the lines with both numbers, and says how to go on', async () => {
    await reconcile(`${COLLEGE},${WEB},中级,2025,1000`, `${COLLEGE},智能财税,初级,2026,30`, `${COLLEGE},物流管理,初级,2026,25`);
    const answer = await review(ids.added);
    expect([answer.status, answer.code]).toEqual([409, 'not-awaiting']);
    expect(answer.json.findings).toHaveLength(1);
    const [finding] = answer.json.findings;
    expect(finding).toMatchObject({ field: 'lines[1].headcount', clause: '二(三)' });
    expect(finding.numbers).toEqual({ asked: 20, allowed: 25 });
    expect(finding.zh).toContain('物流管理');
    const preview = done(200, await review(ids.added, { dry_run: true }));
    expect([preview.allowed, preview.findings.length]).toEqual([false, 1]);
  });

  test('excepts the line that does not agree', async () => {
    const except = [{ line: 2, reason: '平台人数不同' }];
    expect(done(200, await review(ids.added, { except, dry_run: true })).allowed).toBe(true);
  });

  test('takes what a decrease leaves, by the newest upload that was compared', async () => {
    expect((await review(ids.cut)).code).toBe('not-awaiting');
    await reconcile(`${COLLEGE},${WEB},中级,2025,900`, `${COLLEGE},智能财税,初级,2026,30`, `${COLLEGE},物流管理,初级,2026,20`);
    expect(done(200, await review(ids.cut)).application.status).toBe('approved');
    expect(done(200, await review(ids.added)).application.status).toBe('approved');
  });

  test("is not asked of the bureau's pass, nor of an institution without anything to reconcile", async () => {
    const policy = done(200, await (await box.as(SCHOOL)).get('/policy'));
    expect(policy).toMatchObject({ reconcile_before_final: true, exit_reminder_days: [90, 60, 30, 7] });
    expect(policy.words.find((one: Json) => one.title_en === 'routing').en).toContain('agree with the platform');
  });
});
