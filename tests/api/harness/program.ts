import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_MILLISECONDS = 60_000;
const LONGEST_LOG = 20_000_000;

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

/** A client of the cluster; the password travels in the environment, not on the command line. */
async function onCluster(client: string, ...args: string[]): Promise<string> {
  const url = new URL(process.env.KAOJI_TEST_PG_URL ?? '');
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
  const place = ['-h', url.hostname, '-p', url.port, '-U', url.username];
  return (await run(client, [...place, ...args], { env, maxBuffer: 256 * 1024 * 1024 })).stdout;
}

/** One statement on the cluster. */
const psql = (statement: string, database = 'postgres'): Promise<string> =>
  onCluster('psql', '-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', statement);

async function freshDatabase(name: string): Promise<{ database: string | null; databaseArguments: string[] }> {
  if (process.env.KAOJI_API_DATABASE !== 'postgresql') return { database: null, databaseArguments: [] };
  await psql(`CREATE DATABASE ${name}`);
  const url = new URL(process.env.KAOJI_TEST_PG_URL ?? '');
  url.pathname = `/${name}`;
  return { database: name, databaseArguments: ['--db', url.href] };
}

/** A statement on a SQLite file, its guards against change off. */
const SQL_ON_A_FILE = `
import sqlite3, sys
base = sqlite3.connect(sys.argv[1], timeout=10)
for trigger in ('audit_row_no_update', 'audit_row_no_delete'):
    base.execute('DROP TRIGGER IF EXISTS ' + trigger)
for row in base.execute(sys.argv[2]):
    print('|'.join(map(str, row)))
base.commit()
`;

/** A `kaoji serve` of its own with a database of its own, of the kind that the project names. */
export class Program {
  private child: ChildProcess | null = null;
  /** What the servers of this data folder have said on both outputs: their log. */
  log = '';

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly databaseArguments: string[],
    private readonly database: string | null,
    private readonly modeArguments: string[],
  ) {}

  private static async prepare(modeArguments: string[]): Promise<Program> {
    const port = await freePort();
    const { database, databaseArguments } = await freshDatabase(`kaoji_api_${process.pid}_${port}`);
    return new Program(port, mkdtempSync(join(tmpdir(), 'kaoji-api-')), databaseArguments, database, modeArguments);
  }

  /** Starts a sandbox; ready when it listens. */
  static async start(): Promise<Program> {
    const program = await Program.prepare(['--sandbox']);
    await program.launch();
    return program;
  }

  /** Makes a data folder with `kaoji init`, which is not served yet, and gives the first secrets of its administrators by login. */
  static async install(): Promise<{ program: Program; secrets: Map<string, string> }> {
    const program = await Program.prepare([]);
    const { stdout } = await run(programPath(), ['init', program.data, ...program.databaseArguments]);
    const rows = stdout.split('\n').map((line) => line.split('\t')).filter((cells) => cells.length === 3);
    return { program, secrets: new Map(rows.map(([, login = '', secret = '']) => [login, secret])) };
  }

  /** Runs a command on this data folder while no server does. */
  async command(...args: string[]): Promise<string> {
    const { stdout } = await run(programPath(), [...args, '--data', this.data, ...this.databaseArguments]);
    return stdout;
  }

  get data(): string {
    return join(this.folder, 'data');
  }

  async launch(): Promise<void> {
    const args = ['serve', ...this.modeArguments, '--port', String(this.port), '--data', this.data, ...this.databaseArguments];
    const child = spawn(programPath(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const hear = (bytes: Buffer): void => void (this.log = (this.log + bytes.toString()).slice(-LONGEST_LOG));
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    const end = Date.now() + START_MILLISECONDS;
    while (!(await answers(this.port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with status ${child.exitCode}:\n${this.log.slice(-20_000)}`);
      if (Date.now() > end) throw new Error(`the server did not listen within ${START_MILLISECONDS} ms:\n${this.log.slice(-20_000)}`);
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

  /** The process that serves; throws when it has ended. */
  get pid(): number {
    const child = this.child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) throw new Error('the server has ended');
    return child.pid;
  }

  /** Resident memory of the server in KiB. */
  residentKiB(): number {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }

  /** As command, whose status may be another than 0: what it said, and the status. */
  async commandStatus(...args: string[]): Promise<{ status: number; said: string }> {
    return status(...args, '--data', this.data, ...this.databaseArguments);
  }

  /** One statement past the program, as whoever has the database but not the keys could run it; the rows it gives, as text. */
  async sql(statement: string): Promise<string> {
    if (this.database !== null) return psql(`SET session_replication_role = replica; ${statement}`, this.database);
    return (await run('python3', ['-c', SQL_ON_A_FILE, join(this.data, 'kaoji.db'), statement])).stdout;
  }

  /** All rows of a PostgreSQL database as its own tools dump them; empty on SQLite, whose rows lie in the data folder. */
  async dump(): Promise<string> {
    return this.database === null ? '' : onCluster('pg_dump', '-d', this.database);
  }

  /** Runs `kaoji doctor` over the stopped server's data and returns what it said; throws when a row breaks a rule. */
  async doctor(): Promise<string> {
    return this.command('doctor');
  }

  /** Removes everything that start made. */
  async remove(): Promise<void> {
    await this.halt();
    if (this.database !== null) await psql(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs the program; what it said on its standard output, and its status. */
export async function status(...args: string[]): Promise<{ status: number; said: string }> {
  return new Promise((done, fail) => {
    execFile(programPath(), args, (error, stdout) => {
      if (error && typeof error.code !== 'number') fail(error);
      else done({ status: Number(error?.code ?? 0), said: stdout });
    });
  });
}

/** `kaoji user` prints a first secret as its last line. */
export function lastLine(said: string): string {
  return said.trimEnd().split('\n').at(-1) ?? '';
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
