import { expect, test } from 'vitest';
import { COLLEGE, done, line, sandbox } from './harness/world.ts';

const box = sandbox();
const SENT = 32; // two are read, sixteen wait

test('more scans than can wait are told to come again; whoever asks meanwhile is answered first', async () => {
  const clerk = await box.as(COLLEGE);
  const draft = await box.draft(COLLEGE, 'new', [line()]);
  const form = (await clerk.get(`/applications/${draft.id}/form.pdf`)).raw;
  let over = 0;
  const uploads = Array.from({ length: SENT }, async (_, i) => {
    const raw = Buffer.concat([form, Buffer.from(`% copy ${i}\n`)]);
    const answer = await clerk.put(`/applications/${draft.id}/scan`, { raw, query: { revision: 1 }, type: 'application/pdf' });
    over += 1;
    return answer;
  });
  let answered = 0;
  while (over < SENT) {
    done(200, await clerk.get('/me'));
    answered += 1;
  }
  const answers = await Promise.all(uploads);
  const busy = answers.filter((answer) => answer.status === 503);
  expect(busy.length).toBeGreaterThan(0);
  for (const answer of busy) {
    expect(answer.code).toBe('busy');
    expect(Number(answer.header('retry-after'))).toBeGreaterThan(0);
  }
  const taken = answers.filter((answer) => answer.status === 200);
  expect(taken.length).toBe(SENT - busy.length);
  expect(taken.length).toBeGreaterThanOrEqual(18);
  expect(answered).toBeGreaterThan(SENT);
});
