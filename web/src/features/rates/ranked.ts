import type { RateRanking } from '@/api/types';

type Item = RateRanking['items'][number];

/**
 * Scopes by one rate, the highest first; those without a rate last. Compared as fractions of whole numbers, as the server
 * holds them, so that two rates that print alike keep their order.
 */
export function ranked(items: Item[], name: string): Item[] {
  const rate = (item: Item) => item.rates.find((r) => r.name === name);
  return [...items].sort((a, b) => {
    const x = rate(a);
    const y = rate(b);
    const x_none = !x || x.denominator === 0;
    const y_none = !y || y.denominator === 0;
    if (x_none || y_none) return Number(x_none) - Number(y_none);
    return y.numerator * x.denominator - x.numerator * y.denominator;
  });
}
