import { attempt } from '@/api/client';
import { use_act } from '@/ui/use_act';
import { use_pages, type Page } from '@/ui/use_pages';

/** A list of the office and the acts on it: what an act changed is in the list as soon as it is done. */
export function use_office_list<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  watched: () => unknown = () => null,
) {
  const list = use_pages<T>(read, watched);
  const { intent, busy, refused, run } = use_act();

  /** Does the work and reads the list again; true when it was done. */
  async function change(work: () => Promise<unknown>): Promise<boolean> {
    const done = await run(work);
    if (done) await list.reload();
    return done;
  }
  /** A change that is one wish with this content. */
  const act = (content: unknown, send: Parameters<typeof attempt>[2]) => change(() => attempt(intent, content, send));

  return { list, act, change, intent, busy, refused };
}
