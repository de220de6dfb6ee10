import type { Json } from './client.ts';
import { CERTIFICATES, COLLEGE, day, done, FINAL, GONGYI, line, MORE, PRELIMINARY, SCHOOL, WEB, type Sandbox } from './world.ts';

export const STATUSES = ['draft', 'submitted', 'forwarded', 'returned', 'approved', 'partly-approved', 'rejected', 'withdrawn', 'voided'] as const;
export type Status = (typeof STATUSES)[number];

/** Ids of one institution's applications, one of each status; every one has a signed scan. */
export type Lives = Record<Status, number>;

/** The certificate and level of a line that no other application of the institution touches. */
function fresh(at: number): Json {
  return line(CERTIFICATES[at % CERTIFICATES.length], at < CERTIFICATES.length ? '初级' : '高级', 20);
}

async function withdraw(box: Sandbox, actor: string, id: number): Promise<void> {
  done(200, await (await box.as(actor)).post(`/applications/${id}/withdrawal`, { json: {} }));
}

/** Draft, submitted and withdrawn, and those that others will decide, inside the submit window. */
async function declare(box: Sandbox, actor: string): Promise<Lives> {
  const draft = await box.draft(actor, 'new', [fresh(0)]);
  await box.sign(actor, draft);
  const submit = async (...lines: Json[]): Promise<number> => (await box.submit(actor, 'new', lines)).id;
  const lives: Lives = {
    draft: draft.id,
    submitted: await submit(fresh(1)),
    forwarded: await submit(fresh(2)),
    returned: await submit(fresh(3)),
    approved: await submit(fresh(4)),
    'partly-approved': await submit(fresh(5), fresh(6)),
    rejected: await submit(fresh(7)),
    withdrawn: await submit(fresh(8)),
    voided: 0,
  };
  await withdraw(box, actor, lives.withdrawn);
  return lives;
}

async function decide(box: Sandbox, lives: Lives): Promise<void> {
  await box.review('department', lives.approved, 'pass');
  await box.review('department', lives['partly-approved'], 'pass', { except: [{ line: 2, reason: '师资不足' }] });
  await box.review('department', lives.rejected, 'reject');
}

/** An increase of a plan that exits while it awaits the decision. */
async function increase(box: Sandbox, actor: string): Promise<number> {
  done(201, await (await box.as('office')).post(`/institutions/${actor}/admissions`, { json: {} }));
  return (await box.submit(actor, 'increase', [line(WEB, '中级', 5, { reason: MORE, year: 2025 })])).id;
}

/**
 * Leads the small world through its year to the first day of the exit window, so that the school (whose bureau reviews first) has an
 * application of every status, and the college (a direct one) of every status but `forwarded`.
 */
export async function liveThroughTheYear(box: Sandbox): Promise<{ school: Lives; college: Lives }> {
  const school = await declare(box, SCHOOL);
  const college = await declare(box, COLLEGE);
  await box.at(PRELIMINARY);
  done(200, await (await box.as('department')).post('/reminders', { json: { bureaus: [GONGYI] } }));
  for (const status of ['forwarded', 'approved', 'partly-approved', 'rejected'] as const) await box.review(GONGYI, school[status], 'pass');
  await box.review(GONGYI, school.returned, 'return');
  await box.at(FINAL);
  await decide(box, school);
  await decide(box, college);
  await box.review('department', college.returned, 'return');
  await withdraw(box, COLLEGE, college.forwarded);
  await box.at(day('11-10'));
  school.voided = await increase(box, SCHOOL);
  college.voided = await increase(box, COLLEGE);
  await box.at(day('11-11'));
  done(200, await (await box.as('department')).post('/exit/runs', { json: {} }));
  return { school, college };
}
