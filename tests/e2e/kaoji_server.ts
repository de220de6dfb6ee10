import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../..');
const program = process.env.KAOJI_BIN ?? join(root, 'build/release/kaoji');
const start_ms = 20_000;
const stop_ms = 40_000;

export interface World {
  policy?: string;
  now: string;
  bureaus?: { code: string; name: string }[];
  institutions?: { code: string; name: string; kind: string; bureau?: string }[];
  certificates?: { name: string; levels: string[]; organisation?: string }[];
  plans?: {
    institution: string;
    certificate: string;
    level: string;
    year: number;
    declared_on: string;
    headcount: number;
  }[];
}

async function free_port(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}

/** What `kaoji archive verify` says of a file that it finds whole; throws for any other. */
export async function archive_verdict(file: string): Promise<string> {
  return (await promisify(execFile)(program, ['archive', 'verify', file])).stdout;
}

/** A sandbox server of one story, with a data folder of its own. */
export class KaojiServer {
  private said = '';

  private child!: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly data: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async start(): Promise<KaojiServer> {
    const server = new KaojiServer(await free_port(), await mkdtemp(join(tmpdir(), 'kaoji-e2e-')));
    await server.start_again();
    return server;
  }

  /** Starts the program on its port and data, at first or after `stop`; back once it answers. */
  async start_again(): Promise<void> {
    const child = spawn(program, ['serve', '--sandbox', '--port', String(this.port), '--data', this.data], { cwd: root });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.said += text));
    this.child = child;
    const end = Date.now() + start_ms;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${this.said}`);
      if (await fetch(`${this.url}/readyz`).then((r) => r.ok, () => false)) return;
      if (Date.now() > end) throw new Error(`the server did not answer:\n${this.said}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await Promise.race([
      new Promise((done) => (this.child.exitCode === null ? this.child.once('exit', done) : done(0))),
      new Promise((done) => setTimeout(done, stop_ms)),
    ]);
    this.child.kill('SIGKILL');
  }

  /** Replaces the demo data by a small world under the notice's own policy, or one of its own. */
  async load(world: World): Promise<void> {
    const policy = await readFile(join(root, 'policies/henan-2021-628.toml'), 'utf8');
    const response = await fetch(`${this.url}/api/sandbox/world`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: this.url },
      body: JSON.stringify({ policy, ...world }),
    });
    if (!response.ok) throw new Error(`no world: ${response.status} ${await response.text()}`);
  }

  /** Stops the server and lets `kaoji doctor` look at what it left; gives what the doctor said, '' when all is well. */
  async stop_and_examine(): Promise<string> {
    await this.stop();
    try {
      await promisify(execFile)(program, ['doctor', '--data', this.data], { cwd: root });
      return '';
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      return `${stdout ?? ''}${stderr ?? ''}` || String(error);
    } finally {
      await rm(this.data, { recursive: true, force: true });
    }
  }
}
