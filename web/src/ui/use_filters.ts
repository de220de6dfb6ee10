import { computed, reactive } from 'vue';
import { use_query } from './use_query';

/** What is chosen of each filter; one that is left open is absent. */
export type Chosen<Name extends string> = { [N in Name]?: string };

/**
 * The filters of a list, kept in the address under their names. `initial` names them with what they are at first ('' : open);
 * `to_query` makes the request's query of those that are chosen. Gives the `fields` for a form and that `query`.
 */
export function use_filters<Name extends string, Query extends object>(
  initial: Record<Name, string>,
  to_query: (chosen: Chosen<Name>) => Query,
) {
  const names = Object.keys(initial) as Name[];
  const fields = reactive(
    Object.fromEntries(names.map((name): [string, unknown] => [name, use_query(name, initial[name])])),
  ) as Record<Name, string>;
  const query = computed(() =>
    to_query(Object.fromEntries(names.filter((n) => fields[n] !== '').map((n) => [n, fields[n]])) as Chosen<Name>),
  );
  return { fields, query };
}

/** A number that was chosen, such as a year; undefined for none. */
export const number_of = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
