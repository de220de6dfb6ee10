import { expect, it } from 'vitest';
import { fen_of, yuan_text } from './money';

it('reads yuan as fen without rounding', () => {
  expect(['280', '280.5', '280.05', ' 1,200.00 ', '0.01'].map(fen_of)).toEqual([28000, 28050, 28005, 120000, 1]);
  expect(['', '0', '-1', '1.234', '１２', 'abc', '1000000'].map(fen_of)).toEqual([null, null, null, null, null, null, null]);
});

it('writes fen as yuan', () => {
  expect([1, 28050, 123456789, -28000].map(yuan_text)).toEqual(['0.01', '280.50', '1,234,567.89', '−280.00']);
});
