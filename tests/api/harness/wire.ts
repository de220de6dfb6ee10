import { connect, type Socket } from 'node:net';

// Raw connections: bytes go out as they are, and an answer is cut out of what comes back.

/** Sends the bytes on a connection of their own, closes this side, and gives all that comes back until the server closes too. */
export function onceOnly(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(bytes));
    socket.on('data', (part) => parts.push(part));
    // A server that has refused a head need not read the rest: what came before the reset is the answer.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(parts).toString('utf8')));
  });
}

/** Where the chunks that begin there end; 0 while the last one has not come. */
function chunksEnd(bytes: Buffer, begin: number): number {
  let at = begin;
  for (;;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return 0;
    const size = parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    at = line + 2 + size + 2;
    if (!(at <= bytes.length)) return 0;
    if (size === 0) return at;
  }
}

/** How many of the bytes are one whole answer; 0 while it is not whole. */
function answerLength(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const head = bytes.subarray(0, end).toString('latin1').toLowerCase();
  const status = Number(head.slice(9, 12));
  if (status === 204 || status === 304) return end + 4;
  if (head.includes('transfer-encoding: chunked')) return chunksEnd(bytes, end + 4);
  const whole = end + 4 + Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
  return bytes.length >= whole ? whole : 0;
}

/** A connection that is kept: one request after the other, begun anew when the server has closed it. */
export class KeptConnection {
  private socket: Socket | null = null;

  constructor(readonly port: number) {}

  /** The answer; what came, perhaps nothing, when the server closed before it was whole. */
  ask(bytes: Buffer): Promise<string> {
    return new Promise((resolve) => {
      const socket = this.socket ?? connect({ port: this.port, host: '127.0.0.1', noDelay: true });
      this.socket = socket;
      let came = Buffer.alloc(0);
      const end = (closed: boolean) => {
        socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error');
        socket.on('error', () => undefined);
        if (closed || /^connection: close/im.test(came.subarray(0, 2_000).toString('latin1'))) {
          socket.destroy();
          this.socket = null;
        }
        resolve(came.toString('utf8'));
      };
      socket.on('data', (part: Buffer) => {
        came = Buffer.concat([came, part]);
        if (answerLength(came) > 0) end(false);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => end(true));
      socket.write(bytes);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.socket = null;
  }
}
