import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, GONGYI, OTHER_COLLEGE, sandbox, SCHOOL, WEB, ZHENGZHOU } from './harness/world.ts';

const box = sandbox();
const PLAN = { certificate: WEB, level: '中级', year: 2025 };
const ids = { first: 0, schedule: 0 };
const college = () => box.as(COLLEGE);
const planOf = async () => done(200, await (await college()).get('/plans', { query: { year: 2025 } })).items[0];

describe('what an institution keeps of its assessments (三(三)2)', () => {
  test('the schedule: planned, changed with a reason, cancelled with a reason', async () => {
    await box.at(day('06-20'));
    const person = await college();
    const wish = { planned_on: '2026-09-01', place: '实训楼 301', headcount: 100, contact: '王老师 0371-00000000' };
    const made = done(201, await person.post('/assessment-schedules', { json: { ...PLAN, ...wish } }));
    expect(made).toMatchObject({ ...PLAN, ...wish, contact: '王* 037****0000', cancelled: false, reason: null });
    ids.schedule = made.id;
    const silent = await person.put(`/assessment-schedules/${made.id}`, { json: { ...wish, headcount: 120 } });
    expect([silent.status, silent.code]).toEqual([422, 'note-required']);
    const changed = done(200, await person.put(`/assessment-schedules/${made.id}`, { json: { ...wish, headcount: 120, reason: '报名人数增加' } }));
    expect(changed).toMatchObject({ id: made.id, headcount: 120, reason: '报名人数增加' });
    const second = done(201, await person.post('/assessment-schedules', { json: { ...PLAN, ...wish, planned_on: '2026-08-01' } }));
    const listed = done(200, await person.get('/assessment-schedules', { query: { year: 2026 } })).items;
    expect(listed.map((row: Json) => [row.id, row.headcount])).toEqual([[second.id, 100], [made.id, 120]]);
    expect((await person.post(`/assessment-schedules/${second.id}/cancellation`, { json: {} })).code).toBe('note-required');
    done(200, await person.post(`/assessment-schedules/${second.id}/cancellation`, { json: { reason: '组织取消' } }));
    expect(done(200, await person.get('/assessment-schedules')).items.map((row: Json) => row.id)).toEqual([made.id]);
    expect((await person.post(`/assessment-schedules/${second.id}/cancellation`, { json: { reason: '再次' } })).code).toBe('not-awaiting');
    const late = await person.put(`/assessment-schedules/${second.id}`, { json: { ...wish, reason: '改期' } });
    expect([late.status, late.code]).toEqual([409, 'not-awaiting']);
    expect(late.json.findings[0].zh).toBe('该考核安排已经取消，不能再更正或取消。');
  });

  test.each([
    ['more than are left', { headcount: 1001 }, 'over-plan'],
    ['nobody', { headcount: 0 }, 'headcount-invalid'],
    ['before the plan may be used', { planned_on: '2025-01-01' }, 'date-invalid'],
    ['years ahead', { planned_on: '2029-01-01' }, 'date-invalid'],
    ['a plan that is not there', { level: '高级' }, 'no-such-plan'],
    ['a certificate that is not there', { certificate: '没有的证书' }, 'certificate-unknown'],
  ])('no schedule of %s', async (_, over, code) => {
    const json = { ...PLAN, planned_on: '2026-09-01', place: '甲', headcount: 10, contact: '乙', ...over };
    expect((await (await college()).post('/assessment-schedules', { json })).code).toBe(code);
  });

  test('the result with its batch and fee', async () => {
    const json = { ...PLAN, on: '2026-06-19', examined: 40, passed: 31, batch: 'PC-2026-01', rate_fen: 28050, due_on: '2026-07-01' };
    const made = done(201, await (await college()).post('/assessments', { json }));
    expect(made).toMatchObject({ examined: 40, passed: 31, batch: 'PC-2026-01', fee_state: 'due', reversed_by: null, fee: { rate_fen: 28050, amount_fen: 1122000, due_on: '2026-07-01', paid_on: null } });
    ids.first = made.id;
    expect(await planOf()).toMatchObject({ examined: 40, passed: 31, left: 960 });
  });

  test('the fee: overdue after its day, paid without a reason, corrected only with one', async () => {
    await box.at(day('07-01'));
    let person = await college();
    const fee = (json: Json) => person.put(`/assessments/${ids.first}/fee`, { json });
    expect(done(200, await person.get('/assessments', { query: { fee: 'due' } })).total).toBe(1);
    await box.at(day('07-02'));
    person = await college();
    expect(done(200, await person.get('/assessments', { query: { fee: 'overdue' } })).items[0]).toMatchObject({ id: ids.first, fee_state: 'overdue' });
    const counted = async (actor: string) => done(200, await (await box.as(actor)).get('/dashboard')).fees_overdue;
    expect(await Promise.all([COLLEGE, 'department', 'office', OTHER_COLLEGE, GONGYI].map(counted))).toEqual([1, 1, 1, 0, 0]);
    expect((await fee({ rate_fen: 28050, due_on: '2026-07-01', paid_on: '2026-07-03' })).code).toBe('date-invalid');
    expect(await counted('department')).toBe(1);
    expect(done(200, await fee({ rate_fen: 28050, due_on: '2026-07-01', paid_on: '2026-07-02', invoice: '00112233' }))).toMatchObject({ fee_state: 'paid', fee: { invoice: '00112233', reason: null } });
    expect(await counted('department')).toBe(0);
    expect((await fee({ rate_fen: 30000, due_on: '2026-07-01', paid_on: '2026-07-02', invoice: '00112233' })).code).toBe('note-required');
    const corrected = done(200, await fee({ rate_fen: 30000, due_on: '2026-07-01', paid_on: '2026-07-02', invoice: '00112233', reason: '标准有误' }));
    expect(corrected.fee).toMatchObject({ rate_fen: 30000, amount_fen: 1200000, reason: '标准有误' });
    expect((await fee({ rate_fen: 0, due_on: '2026-07-01' })).code).toBe('field-invalid');
    expect(done(200, await person.get('/assessments', { query: { fee: 'overdue' } })).total).toBe(0);
  });

  test('a mistake is taken back by the entry that reverses it, once and with a reason', async () => {
    const person = await college();
    const wrong = done(201, await person.post('/assessments', { json: { ...PLAN, on: '2026-06-30', examined: 500, passed: 400 } }));
    expect(await planOf()).toMatchObject({ examined: 540, passed: 431 });
    const path = `/assessments/${wrong.id}/reversal`;
    expect((await person.post(path, { json: { reason: ' ' } })).code).toBe('note-required');
    const back = done(201, await person.post(path, { json: { reason: '人数登记错误' } }));
    expect(back).toMatchObject({ reverses: wrong.id, examined: -500, passed: -400, on: '2026-06-30', reason: '人数登记错误' });
    expect(await planOf()).toMatchObject({ examined: 40, examined_this_year: 40, passed: 31, live: 1000, left: 960 });
    const again = await person.post(path, { json: { reason: '再次' } });
    expect([again.status, again.code]).toEqual([409, 'not-awaiting']);
    expect(again.json.findings).toMatchObject([{ zh: '该笔考核已经冲销，不能再次冲销，也不能再更正或登记缴费。', remedy_zh: '确有此次考核的，请重新登记一笔。' }]);
    expect(JSON.stringify(again.json)).not.toContain('application');
    expect((await person.post(`/assessments/${back.id}/reversal`, { json: { reason: '反悔' } })).code).toBe('not-awaiting');
    expect((await person.put(`/assessments/${wrong.id}/fee`, { json: { rate_fen: 100, due_on: '2026-07-01' } })).code).toBe('not-awaiting');
    const listed = done(200, await person.get('/assessments')).items;
    expect(listed.map((row: Json) => [row.id, row.reversed_by])).toEqual([[back.id, null], [wrong.id, back.id], [ids.first, null]]);
    const { rates } = done(200, await person.get('/rates', { query: { year: 2026, scope: COLLEGE } }));
    expect(rates.find((rate: Json) => rate.name === 'completion').numerator).toBe(40);
  });

  test('after the only assessment is taken back, nobody was ever examined: the plan may exit', async () => {
    const person = await college();
    const candidates = async () => done(200, await person.get('/exit/candidates', { query: { year: 2026 } })).items.length;
    expect(await candidates()).toBe(0);
    done(201, await person.post(`/assessments/${ids.first}/reversal`, { json: { reason: '张冠李戴' } }));
    expect(await candidates()).toBe(1);
  });

  test('bureau and department read, nobody but the institution writes, strangers find nothing', async () => {
    const school = await box.as(SCHOOL);
    const json = { ...PLAN, planned_on: '2026-09-01', place: '甲', headcount: 10, contact: '乙' };
    const made = done(201, await school.post('/assessment-schedules', { json }));
    const seen = async (actor: string) => done(200, await (await box.as(actor)).get('/assessment-schedules')).items.length;
    expect(await Promise.all([GONGYI, ZHENGZHOU, 'department', OTHER_COLLEGE].map(seen))).toEqual([1, 0, 2, 0]);
    for (const [actor, status] of [[GONGYI, 403], ['department', 403], [OTHER_COLLEGE, 404]] as const) {
      const person = await box.as(actor);
      expect((await person.put(`/assessment-schedules/${made.id}`, { json: { ...json, certificate: undefined, level: undefined, year: undefined, reason: '甲' } })).status).toBe(status);
      expect((await person.post(`/assessments/${ids.first}/reversal`, { json: { reason: '甲' } })).status).toBe(status);
    }
  });
});
