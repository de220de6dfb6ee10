import { expect, it } from 'vitest';
import { Intent } from './intent';

const counted = () => {
  let n = 0;
  return () => `key-${++n}`;
};

it('gives every attempt at one wish the same key', () => {
  const intent = new Intent(counted());
  expect([intent.key({ a: 1 }), intent.key({ a: 1 })]).toEqual(['key-1', 'key-1']);
});

it('takes a new key for other content: the server refuses a key with another body', () => {
  const intent = new Intent(counted());
  expect([intent.key({ a: 1 }), intent.key({ a: 2 })]).toEqual(['key-1', 'key-2']);
});

it('takes a new key once the wish is settled', () => {
  const intent = new Intent(counted());
  intent.key('x');
  intent.settle();
  expect(intent.key('x')).toBe('key-2');
});
