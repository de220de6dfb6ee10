import { computed } from 'vue';
import { year_of } from './instants';
import { server_now } from './server_clock';
import { use_query } from './use_query';

/** The year that a page shows, kept in the address: the server's year until another is chosen. */
export function use_year() {
  const chosen = use_query('year');
  const this_year = computed(() => year_of(server_now.value));
  const year = computed({
    get: () => (chosen.value ? Number(chosen.value) : this_year.value),
    set: (value) => (chosen.value = String(value)),
  });
  return { year, this_year };
}
