import { ref } from 'vue';
import { attempt } from '@/api/client';
import { use_act } from '@/ui/use_act';
import { use_pages, type Page } from '@/ui/use_pages';

/** A list of the office and the acts on it: what an act changed is in the list as soon as it is done, and `said` tells it. */
export function use_office_list<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  watched: () => unknown = () => null,
) {
  const list = use_pages<T>(read, watched);
  const { intent, busy, refused, run } = use_act();
  const said = ref('');

  /** Does the work, reads the list again and says `result`; true when it was done. */
  async function change(work: () => Promise<unknown>, result = ''): Promise<boolean> {
    said.value = '';
    const done = await run(work);
    if (done) await shown(result);
    return done;
  }
  /** A change that is one wish with this content. */
  const act = (content: unknown, send: Parameters<typeof attempt>[2], result = '') =>
    change(() => attempt(intent, content, send), result);

  /** A dialog has done it: the list follows. */
  async function shown(result: string) {
    await list.reload();
    said.value = result;
  }

  return { list, act, change, shown, said, intent, busy, refused };
}
