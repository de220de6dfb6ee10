import type { Rate } from '@/api/types';

/** A rate in per cent, for drawing; null where there is none. What is printed is the server's own text. */
export const percent = (rate: Pick<Rate, 'numerator' | 'denominator'> | undefined): number | null =>
  rate && rate.denominator > 0 ? Math.round((1_000_000 * rate.numerator) / rate.denominator) / 10_000 : null;

export interface Class {
  /** from this per cent on … */
  from: number;
  /** … and below this one; null: without an end */
  below: number | null;
  count: number;
}

/** How many of the rates fall into each class of ten per cent; the last one takes what is above. Those without a rate are not counted. */
export function distribution(rates: (number | null)[]): Class[] {
  const classes: Class[] = Array.from({ length: 10 }, (_, i) => ({ from: i * 10, below: i === 9 ? null : i * 10 + 10, count: 0 }));
  for (const rate of rates) {
    const found = rate === null ? undefined : classes[Math.max(0, Math.min(9, Math.floor(rate / 10)))];
    if (found) found.count += 1;
  }
  return classes;
}

/** The step of a shade, 1 to 5, on a scale that reaches up to `most`; 0 where there is no rate. */
export function shade(rate: number | null, most: number): number {
  if (rate === null) return 0;
  if (most <= 0) return 1;
  return Math.max(1, Math.min(5, Math.ceil((5 * rate) / most)));
}

/** A round number at or above the highest rate: the end of the map's scale. */
export function scale_end(rates: (number | null)[]): number {
  const most = Math.max(0, ...rates.map((rate) => rate ?? 0));
  for (const end of [1, 5, 10, 20, 50, 100]) if (most <= end) return end;
  return Math.ceil(most / 100) * 100;
}
