import type { Answer, Browser, Json } from './client.ts';
import { STATUSES, type Lives, type Status } from './life.ts';
import { done, GONGYI, line, SCHOOL, type Sandbox } from './world.ts';

/** A moment in a window's life. */
interface Phase {
  name: string;
  now: string;
  open: boolean;
  /** Has it not opened yet? */
  early?: boolean;
  /** The extension that is granted at that moment, before anybody asks. */
  grant?: Json;
}

/** An act that has a window, and a request for it that changes nothing, whatever the answer is. */
interface WindowedAct {
  act: string;
  /** Whose window it is: another whom the table grants the act has one of his own. */
  role: string;
  /** The statuses of the application; null where the act is of none. */
  statuses: readonly (Status | null)[];
  /** What is wrong with the request besides the window; null when nothing is. */
  inside: string | null;
  /** May it be done before the window opens? (R2 and R3: a return, and what was returned.) */
  early: boolean;
  ask: (person: Browser, id: number) => Promise<Answer>;
}

/** The phases of a window of whole days in Shanghai, and of the extension to its last day, if one is granted. */
function phasesOf([eve, first, last, after]: [string, string, string, string], grant?: Json): Phase[] {
  const phases: Phase[] = [
    { name: 'the last millisecond before it', now: `2026-${eve}T23:59:59.999+08:00`, open: false, early: true },
    { name: 'its first millisecond', now: `2026-${first}T00:00:00.000+08:00`, open: true },
    { name: 'its last millisecond', now: `2026-${last}T23:59:59.999+08:00`, open: true },
    { name: 'the first millisecond after it', now: `2026-${after}T00:00:00.000+08:00`, open: false },
  ];
  if (!grant) return phases;
  const extended = { name: 'the last millisecond of its extension', now: `${grant.until}T23:59:59.999+08:00`, open: true, grant };
  return [...phases, extended];
}

const extension = (stage: string, until: string, whom: Json): Json => ({ stage, until, reason: '系统维护', ...whom });
const submission = (person: Browser, id: number) => person.post(`/applications/${id}/submission`);
/** A decision that lacks the reason which it has to have. */
const mute = (decision: string) => (person: Browser, id: number) => person.post(`/applications/${id}/review`, { json: { decision, note: '' } });

function reviews(role: string): WindowedAct[] {
  const review = { act: 'application-review', role, statuses: STATUSES, inside: 'note-required' };
  return [
    { ...review, early: false, ask: mute('reject') },
    { ...review, statuses: ['submitted', 'forwarded'], early: true, ask: mute('return') },
  ];
}
function submissions(statuses: readonly Status[], early: boolean): WindowedAct {
  return { act: 'application-submit', role: 'institution-clerk', statuses, inside: 'form-stale', early, ask: submission };
}

/** Every window of the notice's year, with the acts that it opens. What comes back after a return goes by the returning stage's. */
export const WINDOWS: { name: string; acts: WindowedAct[]; phases: Phase[] }[] = [
  {
    name: 'submission',
    acts: [submissions(STATUSES.filter((status) => status !== 'returned'), false)],
    phases: phasesOf(['03-10', '03-11', '03-20', '03-21'], extension('submit', '2026-03-22', { institution: SCHOOL })),
  },
  {
    name: 'preliminary review',
    acts: [...reviews('bureau-reviewer'), submissions(['returned'], true)],
    phases: phasesOf(['03-20', '03-21', '03-24', '03-25'], extension('preliminary', '2026-03-26', { bureau: GONGYI })),
  },
  {
    name: 'final review',
    acts: reviews('department-reviewer'),
    phases: phasesOf(['03-24', '03-25', '03-28', '03-29'], extension('final', '2026-03-30', {})),
  },
  {
    name: 'forced exit',
    acts: [
      {
        act: 'exit-run',
        role: 'department-reviewer',
        statuses: [null],
        inside: null,
        early: false,
        ask: (person) => person.post('/exit/runs', { json: {} }),
      },
    ],
    phases: phasesOf(['11-10', '11-11', '11-20', '11-21']),
  },
];

/** Changes what the draft and the returned application ask for, so that their signed forms are of an older revision. */
export async function outgrowForms(box: Sandbox, lives: Lives): Promise<void> {
  const clerk = await box.as(SCHOOL);
  for (const id of [lives.draft, lives.returned]) {
    const now = await clerk.get(`/applications/${id}`);
    const [first] = done(200, now).lines as Json[];
    const lines = [line(first.certificate, first.level, 21)];
    done(200, await clerk.put(`/applications/${id}`, { json: { lines }, ifMatch: now.etag }));
  }
}

/** An answer without the moment and the name of its request. */
export function timeless(answer: Answer): string {
  return `${answer.status} ${answer.text.replace(/"(request_id|server_time)":"[^"]*"/g, '"$1":""')}`;
}
