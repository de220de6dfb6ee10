import type { ApplicationKind, Stage, Windows } from '@/api/types';

/** A window that is counted down to: its end while it is open for the asker, its beginning before. */
export interface WindowCountdown {
  stage: Stage | 'exit';
  /** The kinds that share it; none for the exit. */
  kinds: ApplicationKind[];
  open: boolean;
  at: string;
  /** Open, or longer open, by what was granted. */
  extended: boolean;
}

type WindowNow = Windows['items'][number];

function countdown_of(w: WindowNow): WindowCountdown | null {
  const until = w.extended_until_at ?? (w.open ? w.closes_at : null);
  const at = until ?? w.opens_at;
  if (w.always || at === null) return null;
  return { stage: w.stage, kinds: [w.kind], open: until !== null, at, extended: w.extended_until_at !== null };
}

function exit_of(windows: Windows): WindowCountdown | null {
  const { open, closes_at, opens_at } = windows.exit;
  const at = open ? closes_at : opens_at;
  return at === null ? null : { stage: 'exit', kinds: [], open, at, extended: false };
}

/**
 * What to count down to for someone who acts in these stages, the nearest first: every window of theirs that is open, else the
 * next one. Kinds with the same end are one. `exit`: the forced exit is theirs too.
 */
export function window_countdowns(windows: Windows | null, stages: Stage[], exit = false): WindowCountdown[] {
  if (!windows) return [];
  const found: WindowCountdown[] = [];
  const all = windows.items.filter((w) => stages.includes(w.stage)).map(countdown_of);
  for (const one of [...all, exit ? exit_of(windows) : null]) {
    if (!one) continue;
    const same = found.find((f) => f.stage === one.stage && f.open === one.open && f.at === one.at && f.extended === one.extended);
    if (same) same.kinds.push(...one.kinds);
    else found.push(one);
  }
  const sorted = found.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const open = sorted.filter((w) => w.open);
  return open.length ? open : sorted.slice(0, 1);
}
