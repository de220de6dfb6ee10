import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { KaojiServer } from './kaoji_server';
import { sign_in } from './people';
import { expect, story } from './stories';

const root = resolve(__dirname, '../..');
const eager = '10842';
const modest = '10843';

/** Somebody who works without a browser: what happened last year is not this story. */
async function at_work(server: KaojiServer, account: string) {
  const send = (path: string, method: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Origin: server.url, 'Sec-Fetch-Site': 'same-origin', ...headers },
      body: JSON.stringify(body),
    });
  const session = await send('/sandbox/session', 'POST', { account });
  const { csrf_token } = (await session.json()) as { csrf_token: string };
  const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
  return async (path: string, body: unknown, method = 'POST') => {
    const answer = await send(path, method, body, { Cookie: cookie, 'X-Kaoji-CSRF': csrf_token, 'Idempotency-Key': crypto.randomUUID() });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: number; number: string };
  };
}

const at = (server: KaojiServer, now: string) =>
  fetch(`${server.url}/api/sandbox/clock`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Origin: server.url },
    body: JSON.stringify({ now, running: false }),
  });

/** Last year: one school cuts 50 of 200, another 40 of 200; both within 30 %, the first beyond 20 %. */
async function last_year(server: KaojiServer): Promise<{ eager: string; modest: string }> {
  const policy = (await readFile(join(root, 'policies/henan-2021-628.toml'), 'utf8')).replace('signed_scan = true', 'signed_scan = false');
  const certificate = 'Web前端开发';
  const plan = { certificate, level: '中级', year: 2024, declared_on: '2024-03-12', headcount: 200 };
  await server.load({
    policy,
    now: '2025-03-12T09:00:00+08:00',
    institutions: [
      { code: eager, name: '演练职业学院', kind: 'higher-vocational' },
      { code: modest, name: '演练应用学院', kind: 'applied-undergraduate' },
    ],
    certificates: [{ name: certificate, levels: ['初级', '中级', '高级'] }],
    plans: [{ institution: eager, ...plan }, { institution: modest, ...plan }],
  });
  const cut = async (code: string, headcount: number) => {
    const ask = await at_work(server, code);
    const lines = [{ certificate, level: '中级', headcount, year: 2024, reason: '参加考核学生减少' }];
    const draft = await ask('/applications', { kind: 'decrease', lines });
    await ask(`/applications/${draft.id}/submission`, {});
    return draft;
  };
  const cuts = [await cut(eager, 50), await cut(modest, 40)];
  await at(server, '2025-03-26T09:00:00+08:00');
  const review = await at_work(server, 'department');
  for (const { id } of cuts) await review(`/applications/${id}/review`, { decision: 'pass' });
  await at(server, '2026-03-12T09:00:00+08:00');
  return { eager: cuts[0]!.number, modest: cuts[1]!.number };
}

/** The notice of a later year: its own id and number, from July on, with this cap. */
async function new_notice(cap: string): Promise<string> {
  const text = await readFile(join(root, 'policies/henan-2021-628.toml'), 'utf8');
  return text
    .replace('"henan-2021-628"', '"henan-2026"')
    .replace('教职成函〔2021〕628号"', '演练〔2026〕1号"')
    .replace(/^effective_from = .*$/m, 'effective_from = 2026-07-01')
    .replace('signed_scan = true', 'signed_scan = false')
    .replace(/^cap_percent = .*$/m, `cap_percent = ${cap}`);
}

async function upload(page: Page, text: string): Promise<void> {
  await page.getByTestId('policy-file').setInputFiles({ name: 'notice.toml', mimeType: 'application/toml', buffer: Buffer.from(text) });
}

story('a new notice is checked, mended, compared, tried on last year, put in force from a date', async ({ page, server }) => {
  const numbers = await last_year(server);
  await sign_in(page, 'office');
  await page.goto('/policy');
  await page.getByTestId('upload-policy').click();

  // A mistake first: told at its line, nothing to keep.
  const spoiled = await new_notice('200');
  await upload(page, spoiled);
  const line = spoiled.split('\n').findIndex((each) => each.startsWith('cap_percent')) + 1;
  const fault = page.getByTestId('policy-findings').locator('li');
  await expect(fault).toHaveCount(1);
  await expect(fault).toHaveAttribute('data-line', String(line));
  await expect(page.getByTestId('save-policy')).toBeDisabled();
  await fault.getByRole('button').click();
  const selected = await page.getByTestId('policy-text').evaluate((area) => {
    const box = area as HTMLTextAreaElement;
    return box.value.slice(box.selectionStart, box.selectionEnd);
  });
  expect(selected).toBe('cap_percent = 200');

  // Mended by typing over what is selected.
  await page.keyboard.type('cap_percent = 20');
  await expect(page.getByTestId('policy-findings')).toContainText('检查通过');
  await page.getByTestId('save-policy').click();
  await expect(page).toHaveURL(/\/policy\/henan-2026/);
  await expect(page.getByTestId('policy-state')).toHaveAttribute('data-state', 'draft');

  // Beside the one in force: the cap, in words and at its line.
  await page.getByRole('tab', { name: '对比' }).click();
  await expect(page.getByTestId('compared-words').locator('tr[data-change=changed]').filter({ hasText: '20%' }).first()).toContainText('30%');
  await expect(page.getByTestId('compared-lines').locator('tr[data-change=changed]').last()).toContainText('cap_percent = 20');

  // On last year: one of two would not have been taken.
  await page.getByRole('tab', { name: '试算' }).click();
  await expect(page.getByTestId('trial-year')).toHaveValue('2025');
  await expect(page.getByTestId('trial-sums')).toHaveAttribute('data-otherwise', '1');
  await expect(page.getByTestId('trial-sums')).toHaveAttribute('data-same', '1');
  await expect(page.getByTestId('tried')).toContainText('二(二)3');
  await expect(page.getByTestId('tried')).not.toContainText(numbers.modest);
  await page.getByTestId('tried').getByRole('link', { name: numbers.eager }).click();
  await expect(page.getByTestId('status')).toHaveAttribute('data-status', 'approved');
  await page.goBack();

  // In force from the day that the file names, after a confirmation of its own.
  await page.getByTestId('put-in-force').click();
  await expect(page.getByTestId('force-preview')).toContainText('2026-07-01');
  await expect(page.getByTestId('force')).toBeDisabled();
  await page.getByTestId('force-confirm').check();
  await page.getByTestId('force').click();
  await expect(page.getByTestId('policy-state')).toHaveAttribute('data-state', 'coming');
  await expect(page.getByTestId('in-force-from')).toContainText('2026-07-01');

  await page.goto('/policy?year=2026');
  const rounds = page.locator('table.calendar tbody tr');
  await expect(rounds.filter({ hasText: '春季' })).toContainText('30%');
  await expect(rounds.filter({ hasText: '秋季' })).toContainText('20%');
  await expect(page.locator('[data-policy=henan-2026]')).toContainText('待施行');
});
