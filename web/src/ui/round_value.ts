/** A round in an address: its year and name in one word. */
export const round_value = (round: { year: number; name: string }): string => `${round.year}.${round.name}`;

/** The request's parameters of such a word; none for ''. */
export function round_query(value: string | undefined): { year?: number; round?: string } {
  const match = /^(\d{4})\.(.+)$/.exec(value ?? '');
  return match ? { year: Number(match[1]), round: match[2]! } : {};
}
