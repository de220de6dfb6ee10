// Requests spoiled in a repeatable way: what a seed makes once it makes again.

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What parsers and databases are known to stumble over. */
const AWKWARD = [
  ...['', '0', '-1', '1e309', '9223372036854775808', '2147483648', '0x10', '１２', 'NaN', 'null', 'true', '[]', '{}', '{"a":', '"', "'", '\\'],
  ...['\u0000', '%00', '%zz', '%ff%fe', '%2e%2e/', '../..', '\r\n', '\n\n', '\ufeff', '\u202e', '\u200b', '\ud83d\ude00', 'é', '·', '\t'],
  ...["' OR 1=1 --", '"; DROP TABLE plan; --', '=1+1', '${7*7}', '<script>', 'a'.repeat(5_000), '['.repeat(200), '&'.repeat(300)],
].map((text) => Buffer.from(text, 'utf8'));

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

type Spoiler = (bytes: Buffer, at: number, length: number, random: () => number) => Buffer[];

const SPOILERS: Spoiler[] = [
  (bytes, at, length) => [bytes.subarray(0, at), bytes.subarray(at + length)],
  (bytes, at, length) => [bytes.subarray(0, at + length), bytes.subarray(at, at + length), bytes.subarray(at + length)],
  (bytes, at, _, random) => [bytes.subarray(0, at), Buffer.from([Math.floor(random() * 256)]), bytes.subarray(at + 1)],
  (bytes, at, _, random) => [bytes.subarray(0, at), pick(random, AWKWARD), bytes.subarray(at)],
  (bytes, at, length, random) => [bytes.subarray(0, at), pick(random, AWKWARD), bytes.subarray(at + length)],
  (bytes, at, length) => [bytes.subarray(0, at), Buffer.from(bytes.subarray(at, at + length)).reverse(), bytes.subarray(at + length)],
];

/** The bytes after one to three changes: parts cut out, doubled, turned round, or changed for something awkward. */
export function spoiled(bytes: Buffer, random: () => number): Buffer {
  let changed = bytes;
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    const at = Math.floor(random() * (changed.length + 1));
    const length = Math.min(1 + Math.floor(random() * 8), changed.length - at);
    changed = Buffer.concat(pick(random, SPOILERS)(changed, at, length, random));
  }
  return changed;
}
