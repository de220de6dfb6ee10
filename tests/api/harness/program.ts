import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_MILLISECONDS = 20_000;

/** The program under test. */
export function programPath(): string {
  const path = process.env.KAOJI_BIN;
  if (!path) throw new Error('KAOJI_BIN does not name the program under test');
  return path;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

/** One statement on the cluster; the password travels in the environment, not on the command line. */
async function psql(statement: string): Promise<void> {
  const url = new URL(process.env.KAOJI_TEST_PG_URL ?? '');
  const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-h', url.hostname, '-p', url.port, '-U', url.username];
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
  await run('psql', [...args, '-d', 'postgres', '-c', statement], { env });
}

/** A `kaoji serve --sandbox` of its own with a database of its own. */
export class Program {
  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly databaseArguments: string[],
    private readonly database: string | null,
    private child: ChildProcess | null,
  ) {}

  /** Starts on the database that the project names; ready when it listens. */
  static async start(): Promise<Program> {
    const folder = mkdtempSync(join(tmpdir(), 'kaoji-api-'));
    const port = await freePort();
    let database: string | null = null;
    let databaseArguments: string[] = [];
    if (process.env.KAOJI_API_DATABASE === 'postgresql') {
      database = `kaoji_api_${process.pid}_${port}`;
      await psql(`CREATE DATABASE ${database}`);
      const url = new URL(process.env.KAOJI_TEST_PG_URL ?? '');
      url.pathname = `/${database}`;
      databaseArguments = ['--db', url.href];
    }
    const program = new Program(port, folder, databaseArguments, database, null);
    await program.launch();
    return program;
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  private async launch(): Promise<void> {
    const args = ['serve', '--sandbox', '--port', String(this.port), '--data', this.data, ...this.databaseArguments];
    const child = spawn(programPath(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    let said = '';
    child.stdout?.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-20_000)));
    child.stderr?.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-20_000)));
    const end = Date.now() + START_MILLISECONDS;
    while (!(await answers(this.port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with status ${child.exitCode}:\n${said}`);
      if (Date.now() > end) throw new Error(`the server did not listen within ${START_MILLISECONDS} ms:\n${said}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  /** Ends the server with SIGTERM; its exit status. */
  async halt(): Promise<number | null> {
    const child = this.child;
    this.child = null;
    if (child === null || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((done) => child.once('exit', (status) => done(status)));
    child.kill('SIGTERM');
    return ended;
  }

  /** Ends the server as a power cut would, and starts it again on the same data. */
  async killAndRestart(): Promise<void> {
    const child = this.child;
    if (child !== null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    }
    await this.launch();
  }

  /** Resident memory of the server in KiB. */
  residentKiB(): number {
    const status = readFileSync(`/proc/${this.child?.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }

  /** Runs `kaoji doctor` over the stopped server's data and returns what it said; throws when a row breaks a rule. */
  async doctor(): Promise<string> {
    const { stdout } = await run(programPath(), ['doctor', '--data', this.data, ...this.databaseArguments]);
    return stdout;
  }

  /** Removes everything that start made. */
  async remove(): Promise<void> {
    await this.halt();
    if (this.database !== null) await psql(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The access table as the program prints it. */
export async function accessTable(): Promise<AccessCell[]> {
  const { stdout } = await run(programPath(), ['access-table'], { maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as { cells: AccessCell[] }).cells;
}

export interface AccessCell {
  role: string | null; // null: a visitor who has not signed in
  relation: 'none' | 'own' | 'owned-by-bureau' | 'everything';
  act: string;
  status: string | null; // null: an act on something that is no application
  access: 'granted' | 'hidden' | 'denied' | 'wrong-state';
}
