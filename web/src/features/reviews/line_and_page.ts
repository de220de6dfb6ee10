import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import { api, unwrap } from '@/api/client';
import type { Application, FormPages } from '@/api/types';
import { page_of_form } from '@/features/scan/reading';

const ask_pages = (id: number, revision: number): Promise<FormPages> =>
  unwrap(api.GET('/applications/{id}/form/pages', { params: { path: { id }, query: { revision } } }));

/**
 * Lines and pages in step: a chosen line brings the page of the scan on which it stands, and a page marks its lines, as far as
 * the pages could be told apart. On which page of the form a line is printed is asked of the server, which sets it.
 */
export function use_line_and_page(application: Ref<Application | null>, ask = ask_pages) {
  const page = ref(1);
  const chosen = ref<number | null>(null);
  const page_of_line = shallowRef<number[]>([]);
  const reading = computed(() => application.value?.scan?.reading ?? null);
  const form_pages = computed(() => reading.value?.pages.find((p) => p.form_pages !== null)?.form_pages ?? 0);
  const near = computed(() => {
    const form_page = reading.value?.pages.find((p) => p.page === page.value)?.form_page;
    const lines = page_of_line.value.flatMap((at, i) => (at === form_page ? [i + 1] : []));
    // On the only page stand all lines: marking them says nothing.
    return new Set(form_pages.value > 1 ? lines : []);
  });

  async function find_lines() {
    const now = application.value;
    page_of_line.value = [];
    if (!now?.scan || form_pages.value === 0) return;
    const one_page = { pages: 1, page_of_line: now.lines.map(() => 1) };
    const form = form_pages.value === 1 ? one_page : await ask(now.id, now.scan.revision).catch(() => null);
    // A paper that breaks elsewhere (printed with another face) is not what the server would set: no page is better than a wrong one.
    if (application.value?.id !== now.id || form?.pages !== form_pages.value) return;
    page_of_line.value = form.page_of_line;
    // A line that was chosen before its page was known is followed now.
    if (chosen.value !== null) choose(chosen.value);
  }

  function choose(line: number) {
    chosen.value = line;
    const form_page = page_of_line.value[line - 1];
    const found = form_page && reading.value ? page_of_form(reading.value, form_page) : null;
    if (found !== null) page.value = found;
  }

  watch([() => application.value?.id, form_pages], find_lines, { immediate: true });
  return { page, chosen, near, choose };
}
