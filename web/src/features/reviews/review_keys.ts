import { nextTick, ref, type Ref } from 'vue';
import { decisions } from '@/api/terms';
import type { Application, Decision } from '@/api/types';
import { use_shortcuts } from '@/ui/use_shortcuts';

/** What the keys of the review act on. */
export interface ReviewDesk {
  application: Ref<Application | null>;
  decision: Ref<Decision>;
  chosen: Ref<number | null>;
  choose: (line: number) => void;
  ticked: Set<number>;
  excepted: Map<number, string>;
  go_next: () => void;
  go_previous: () => void;
  decide: () => void;
}

const row_of = (line: number) => document.querySelector<HTMLElement>(`.annex [data-line="${line}"]`);

/** A review without the mouse: applications, lines, the decision. Gives whether the list of keys is shown. */
export function use_review_keys(desk: ReviewDesk) {
  const keys_shown = ref(false);
  const lines = () => desk.application.value?.lines ?? [];

  function go_to_line(step: number) {
    const at = lines().findIndex((l) => l.number === desk.chosen.value);
    const to = lines()[Math.max(0, Math.min(lines().length - 1, at + step))];
    if (!to) return;
    desk.choose(to.number);
    row_of(to.number)?.scrollIntoView({ block: 'nearest' });
  }

  /** The line that the keys are at: the first one until another is chosen. */
  function line_here() {
    if (desk.chosen.value === null) go_to_line(1);
    return lines().find((l) => l.number === desk.chosen.value && !l.excepted);
  }

  function tick() {
    const line = line_here();
    if (!line || desk.excepted.has(line.number)) return;
    if (desk.ticked.has(line.number)) return void desk.ticked.delete(line.number);
    desk.ticked.add(line.number);
    go_to_line(1);
  }

  function except() {
    const line = line_here();
    if (!line || desk.decision.value !== 'pass') return;
    if (desk.excepted.has(line.number)) return void desk.excepted.delete(line.number);
    desk.excepted.set(line.number, '');
    void nextTick(() => row_of(line.number)?.querySelector<HTMLElement>('.line-decision input.input')?.focus());
  }

  use_shortcuts({
    j: desk.go_next,
    k: desk.go_previous,
    '.': () => go_to_line(1),
    ',': () => go_to_line(-1),
    x: tick,
    e: except,
    ...Object.fromEntries(decisions.map((d, i) => [String(i + 1), () => void (desk.decision.value = d)])),
    m: () => document.querySelector<HTMLElement>('.decision textarea')?.focus(),
    'Ctrl+Enter': desk.decide,
    '?': () => (keys_shown.value = true),
  });
  return { keys_shown };
}
