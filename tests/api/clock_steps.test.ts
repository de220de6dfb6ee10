import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './harness/client.ts';
import { Program } from './harness/program.ts';
import { done } from './harness/world.ts';

// An installation on a machine whose clock is set about (in builds for tests alone: KAOJI_SHIFTABLE_CLOCK).

const CLOSE = Date.parse('2026-03-21T00:00:00+08:00');
const folder = mkdtempSync(join(tmpdir(), 'kaoji-clock-'));
const shift = join(folder, 'shift');
let program: Program;

/** Sets the machine's clock, as the server sees it. */
const set = (instant: number) => writeFileSync(shift, `${instant - Date.now()}\n`);

beforeAll(async () => {
  process.env.KAOJI_CLOCK_SHIFT = shift;
  set(CLOSE - 5 * 60_000);
  ({ program } = await Program.install());
  await program.launch();
});

afterAll(async () => {
  delete process.env.KAOJI_CLOCK_SHIFT;
  try {
    await program.halt();
    await program.doctor();
  } finally {
    await program.remove();
    rmSync(folder, { recursive: true });
  }
});

const visitor = () => new Browser(program.port);

async function submittingIsOpen(): Promise<boolean> {
  const { items } = done(200, await visitor().get('/windows'));
  return items.find(({ kind, stage }: { kind: string; stage: string }) => kind === 'new' && stage === 'submit').open;
}

describe("when the machine's clock is set back over the close of a window", () => {
  test('the window stays closed, after a kill and a stop too', async () => {
    expect(await submittingIsOpen()).toBe(true);
    set(CLOSE);
    expect(await submittingIsOpen()).toBe(false);
    set(CLOSE - 3_600_000);
    expect(await submittingIsOpen()).toBe(false);
    await program.killAndRestart();
    expect(await submittingIsOpen()).toBe(false);
    await program.halt();
    set(CLOSE - 2 * 3_600_000);
    await program.launch();
    expect(await submittingIsOpen()).toBe(false);
  });

  test('it stays closed without what the folder keeps, when an act came after it', async () => {
    set(CLOSE + 60_000);
    expect((await visitor().post('/session', { json: { login: 'nobody', password: 'a wrong password' } })).code).not.toBeNull();
    await program.halt();
    rmSync(join(program.data, 'clock'));
    set(CLOSE - 3_600_000);
    await program.launch();
    expect(await submittingIsOpen()).toBe(false);
  });
});
