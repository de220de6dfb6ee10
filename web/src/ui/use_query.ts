import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** State that matters lives in the address: one query parameter as a ref; '' removes it. */
export function use_query(name: string, initial = ''): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const value = route.query[name];
      return typeof value === 'string' ? value : initial;
    },
    set: (value) => {
      const query = { ...route.query };
      if (value === initial) delete query[name];
      else query[name] = value;
      void router.replace({ query });
    },
  });
}
