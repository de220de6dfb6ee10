import { describe, expect, it } from 'vitest';
import { moved, trouble_of } from './chosen_files';

const file = (name: string, type: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type });
const photo = (n: number) => file(`${n}.jpg`, 'image/jpeg');

describe('trouble_of', () => {
  it('lets one PDF or fifty photos go', () => {
    expect(trouble_of([file('a.pdf', 'application/pdf')])).toBeNull();
    expect(trouble_of(Array.from({ length: 50 }, (_, n) => photo(n)))).toBeNull();
  });
  it('says what is wrong', () => {
    expect(trouble_of([file('a.docx', 'application/msword')])?.key).toBe('scan.neither');
    expect(trouble_of([photo(1), file('a.pdf', 'application/pdf')])?.key).toBe('scan.mixed');
    expect(trouble_of(Array.from({ length: 51 }, (_, n) => photo(n)))).toEqual({ key: 'scan.too_many', n: 50 });
    expect(trouble_of([file('a.pdf', 'application/pdf', 20 * 1024 * 1024 + 1)])).toEqual({ key: 'scan.too_large', n: 21 });
  });
});

describe('moved', () => {
  it('changes places with the neighbour and stops at the ends', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});
