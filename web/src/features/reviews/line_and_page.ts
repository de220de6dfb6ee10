import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { Application } from '@/api/types';
import { line_pages } from '@/features/scan/line_pages';
import { page_of_form } from '@/features/scan/reading';
import { words_of_pages } from '@/ui/pdf_pages';

/**
 * Lines and pages in step: a chosen line brings the page of the scan on which it stands, and a page marks its lines, as far as
 * the pages could be told apart and the lines be found in the words of the printed form, which `read_words` gives.
 */
export function use_line_and_page(application: Ref<Application | null>, read_words = words_of_pages) {
  const page = ref(1);
  const chosen = ref<number | null>(null);
  const pages_of = shallowRef(new Map<number, number>());
  const reading = computed(() => application.value?.scan?.reading ?? null);
  const form_pages = computed(() => reading.value?.pages.find((p) => p.form_pages !== null)?.form_pages ?? 0);
  const near = computed(() => {
    const form_page = reading.value?.pages.find((p) => p.page === page.value)?.form_page;
    const lines = [...pages_of.value].filter(([, at]) => at === form_page).map(([line]) => line);
    // On the only page stand all lines: marking them says nothing.
    return new Set(form_pages.value > 1 ? lines : []);
  });

  async function find_lines() {
    const now = application.value;
    if (!now?.scan || form_pages.value === 0) return;
    const url = `/api/applications/${now.id}/form.pdf?revision=${now.scan.revision}`;
    const words = form_pages.value === 1 ? [''] : await read_words(url).catch(() => []);
    pages_of.value = line_pages(words, now.lines);
  }

  function choose(line: number) {
    chosen.value = line;
    const form_page = pages_of.value.get(line);
    const found = form_page && reading.value ? page_of_form(reading.value, form_page) : null;
    if (found !== null) page.value = found;
  }

  watch([() => application.value?.id, form_pages], find_lines, { immediate: true });
  return { page, chosen, near, choose };
}
