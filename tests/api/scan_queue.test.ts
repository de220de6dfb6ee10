import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pdf } from './harness/pdf.ts';
import { COLLEGE, done, line, OTHER_COLLEGE, sandbox } from './harness/world.ts';

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

/** A page with this content. */
const drawn = (content: string, entries = '', page = '', more: string[] = []) => {
  const stream = `<< /Length ${content.length} ${entries} >>\nstream\n${content}\nendstream`;
  return pdf({ extra: [stream, ...more], page: `/Contents 4 0 R ${page}` });
};
const inflating = (times: number) => {
  let bytes = deflateSync(Buffer.alloc(128 * 1024 * 1024, ' '));
  for (let i = 1; i < times; ++i) bytes = deflateSync(bytes);
  return drawn(bytes.toString('latin1'), `/Filter [${'/FlateDecode '.repeat(times)}]`);
};
const itself = '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream';
const squares = Array.from({ length: 40_000 }, (_, i) => `${(i * 7) % 595} ${(i * 13) % 842} 3 3 re f`).join('\n');

const HOSTILE: [string, () => Buffer][] = [
  ['a page that inflates to 128 MiB', () => inflating(1)],
  ['one that does so in three steps', () => inflating(3)],
  ['a drawing that draws itself', () => drawn('/X Do', '', '/Resources << /XObject << /X 5 0 R >> >>', [itself])],
  ['a page full of squares, any of which may be a code', () => drawn(squares)],
  ['paper of two hundred inches', () => pdf({ box: '[0 0 14400 14400]' })],
];

test.each(HOSTILE)('nobody waits for a scan that is %s', async (_, file) => {
  const clerk = await box.as(COLLEGE);
  const other = await box.as(OTHER_COLLEGE);
  const draft = await box.draft(COLLEGE, 'new', [line()]);
  const raw = file();
  let over = false;
  const upload = clerk.put(`/applications/${draft.id}/scan`, { raw, query: { revision: 1 }, type: 'application/pdf' }).finally(() => {
    over = true;
  });
  let answered = 0;
  while (!over) {
    done(200, await other.get('/me'));
    answered += 1;
  }
  const answer = await upload;
  // Read, kept unread, or refused: never an error of the server's.
  expect([200, 422]).toContain(answer.status);
  expect(answered).toBeGreaterThan(5);
}, 240_000);
