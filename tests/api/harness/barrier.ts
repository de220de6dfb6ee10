import { connect, type Socket } from 'node:net';
import { Answer, type Ask, type Browser } from './client.ts';

/** A request that is ready to go: whose, and what it asks. */
export interface Held {
  person: Browser;
  method: string;
  path: string;
  ask?: Ask;
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
}

/** All that comes back until the server closes, as an answer. */
function received(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('close', () => {
      const whole = Buffer.concat(parts);
      const end = whole.indexOf('\r\n\r\n');
      const [first = '', ...lines] = whole.subarray(0, end).toString('latin1').split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
      resolve(new Answer(Number(first.split(' ')[1]), headers, whole.subarray(end + 4)));
    });
  });
}

/**
 * Sends all of them but for the last byte of each, waits until every one lies at the server, then lets all go at once: whoever is first,
 * the others were as near as can be. The answers come in the order of the requests.
 */
export async function released(requests: Held[]): Promise<Answer[]> {
  const held = await Promise.all(
    requests.map(async ({ person, method, path, ask }) => {
      const bytes = person.bytesOf(method, path, ask ?? {});
      const socket = await connected(person.port);
      const answer = received(socket);
      await written(socket, bytes.subarray(0, -1));
      return { socket, answer, last: bytes.subarray(-1) };
    }),
  );
  for (const { socket, last } of held) socket.write(last);
  return Promise.all(held.map(({ answer }) => answer));
}
