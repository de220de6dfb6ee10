import type { LocationQuery } from 'vue-router';

/** The part of an address that is the list's filter, in one order; '' for no filter. */
export function address_of(query: LocationQuery, names: string[]): string {
  const pairs = names.flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  return new URLSearchParams(pairs).toString();
}

/** The filter back as a query; a parameter that the list no longer knows is left out. */
export const query_of = (address: string, names: string[]): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(address)].filter(([name]) => names.includes(name)));
