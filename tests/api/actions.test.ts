import { describe, expect, test } from 'vitest';
import type { Json } from './harness/client.ts';
import { COLLEGE, day, done, GONGYI, sandbox, SCHOOL, UNREGISTERED } from './harness/world.ts';

// What each role is told it can do now outside an application, why not, and when.

const box = sandbox();

async function told(actor: string, act: string, kind: string | null = null): Promise<Json> {
  const { items } = done(200, await (await box.as(actor)).get('/actions'));
  const found = items.filter((item: Json) => item.act === act && item.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
}

describe('what can be done now', () => {
  test('a school declares in the window, and is told until when', async () => {
    await box.begin();
    expect(await told(SCHOOL, 'application-create', 'new')).toMatchObject({ allowed: true, code: null });
    expect(await told(SCHOOL, 'application-submit', 'new')).toMatchObject({ allowed: true, closes_at: '2026-03-21T00:00:00+08:00' });
    expect(await told(SCHOOL, 'assessment-record')).toMatchObject({ allowed: true });
  });

  test('outside the window it is told the clause and the next one', async () => {
    await box.begin();
    await box.at(day('03-21'));
    expect(await told(COLLEGE, 'application-submit', 'decrease')).toMatchObject({
      allowed: false,
      code: 'window-closed',
      clause: '二(一)',
      opens_at: '2026-09-11T00:00:00+08:00',
    });
    expect(await told(COLLEGE, 'application-create', 'decrease')).toMatchObject({ allowed: true });
  });

  test('an extension opens what is closed, until its end', async () => {
    await box.begin();
    await box.at(day('03-21'));
    const asked = { stage: 'submit', until: '2026-03-22', institution: SCHOOL, reason: '停电' };
    done(201, await (await box.as('office')).post('/extensions', { json: asked }));
    expect(await told(SCHOOL, 'application-submit', 'new')).toMatchObject({ allowed: true, closes_at: '2026-03-23T00:00:00+08:00' });
    expect(await told(COLLEGE, 'application-submit', 'new')).toMatchObject({ allowed: false });
  });

  test('an increase waits for an admission and for the platform', async () => {
    await box.begin();
    expect(await told(SCHOOL, 'application-submit', 'increase')).toMatchObject({ allowed: false, code: 'not-admitted', clause: '二(二)2' });
    const office = await box.as('office');
    done(201, await office.post(`/institutions/${SCHOOL}/admissions`, { json: {} }));
    expect(await told(SCHOOL, 'application-submit', 'increase')).toMatchObject({ allowed: true });
    done(200, await office.put('/platform', { json: { open: false } }));
    expect(await told(SCHOOL, 'application-submit', 'increase')).toMatchObject({ allowed: false, code: 'platform-closed' });
  });

  test('an unregistered school registers first, and has no plan to assess', async () => {
    await box.begin();
    expect(await told(UNREGISTERED, 'application-submit', 'new')).toMatchObject({ allowed: false, code: 'not-registered' });
    expect(await told(UNREGISTERED, 'assessment-record')).toMatchObject({ allowed: false, code: 'no-such-plan' });
  });

  test('the exit runs in its days only, and is the department’s', async () => {
    await box.begin();
    expect(await told('department', 'exit-run')).toMatchObject({ allowed: false, code: 'window-closed', opens_at: '2026-11-11T00:00:00+08:00' });
    expect(await told('office', 'exit-run')).toMatchObject({ allowed: false, code: 'not-yours', done_by: ['department-reviewer'] });
    await box.at(day('11-12'));
    expect(await told('department', 'exit-run')).toMatchObject({ allowed: true, closes_at: '2026-11-21T00:00:00+08:00' });
  });

  test('what is another’s names whose it is', async () => {
    await box.begin();
    expect(await told(GONGYI, 'hold-place')).toMatchObject({ allowed: false, code: 'not-yours', done_by: ['office'] });
    expect(await told('office', 'hold-place')).toMatchObject({ allowed: true });
    expect(await told('system', 'application-submit', 'new')).toMatchObject({ allowed: false, code: 'not-yours', done_by: ['institution-clerk'] });
  });

  test('every act of 强制退出, 考核实施, 对账 and 管理 says whose it is', async () => {
    await box.begin();
    const whose: [string, string][] = [
      ...['hold-place', 'hold-lift'].map((act): [string, string] => [act, 'office']),
      ...['exit-run', 'exit-reverse'].map((act): [string, string] => [act, 'department-reviewer']),
      ...['assessment-record', 'assessment-reverse', 'fee-record', 'schedule-record', 'assessment-import'].map((act): [string, string] => [act, 'institution-clerk']),
      ...['reconcile-upload', 'reconcile-compare', 'reconcile-decide', 'reconcile-explain'].map((act): [string, string] => [act, 'office']),
      ...['registration-confirm', 'institution-add', 'institution-change', 'certificate-add', 'certificate-change', 'closure-create', 'closure-delete', 'admission-grant', 'extension-grant', 'waiver-grant', 'platform-switch', 'announcement-write', 'contact-write', 'policy-save', 'policy-enact', 'archive-make', 'catalogue-import'].map((act): [string, string] => [act, 'office']),
      ...['account-add', 'account-disable', 'account-reset'].map((act): [string, string] => [act, 'system-administrator']),
      ...['account-change', 'account-unlock', 'factor-reset'].map((act): [string, string] => [act, 'security-administrator']),
    ];
    for (const [act, role] of whose) {
      expect(await told('auditor', act)).toMatchObject({ allowed: false, code: 'not-yours', done_by: [role] });
    }
    for (const act of ['reconcile-upload', 'institution-change', 'extension-grant']) expect(await told('office', act)).toMatchObject({ allowed: true });
    for (const act of ['fee-record', 'schedule-record', 'assessment-import']) expect(await told(UNREGISTERED, act)).toMatchObject({ allowed: false, code: 'no-such-plan' });
  });
});

describe('what belongs to a round', () => {
  test('cannot be taken away before the first round has opened, and when it opens is said', async () => {
    await box.begin();
    await box.at('2021-10-10T10:00:00+08:00');
    for (const act of ['archive-make', 'work-plan-print', 'package-print']) {
      expect(await told('office', act)).toMatchObject({ allowed: false, code: 'window-closed', opens_at: expect.any(String), zh: expect.any(String), en: expect.any(String) });
    }
    expect(await told(SCHOOL, 'archive-make')).toMatchObject({ allowed: false, code: 'not-yours', done_by: ['office'] });
    await box.begin();
    for (const act of ['archive-make', 'work-plan-print']) expect(await told('office', act)).toMatchObject({ allowed: true });
  });
});

describe('what is due soon', () => {
  test('a school’s drafts count in the last two days of their window, extensions included', async () => {
    await box.begin();
    const clerk = await box.as(SCHOOL);
    const due_soon = async (actor: string) => done(200, await (await box.as(actor)).get('/dashboard')).due_soon;
    done(201, await clerk.post('/applications', { json: { kind: 'new', lines: [] } }));
    done(201, await clerk.post('/applications', { json: { kind: 'increase', lines: [] } }));
    await box.at(day('03-18'));
    expect(await due_soon(SCHOOL)).toBe(0);
    await box.at(day('03-19'));
    expect(await due_soon(SCHOOL)).toBe(1);
    expect(await due_soon(GONGYI)).toBe(0);
    await box.at(day('03-21'));
    expect(await due_soon(SCHOOL)).toBe(0);
    const asked = { stage: 'submit', until: '2026-03-22', institution: SCHOOL, reason: '停电' };
    done(201, await (await box.as('office')).post('/extensions', { json: asked }));
    expect(await due_soon(SCHOOL)).toBe(1);
  });
});
