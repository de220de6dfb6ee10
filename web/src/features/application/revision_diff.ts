import type { LineInput } from '@/api/types';

export interface LineDiff {
  line: LineInput;
  was: LineInput | null;
  change: 'same' | 'added' | 'changed' | 'removed';
}

const name_of = (l: LineInput) => JSON.stringify([l.certificate, l.level, l.year ?? null]);

/** What changed between two revisions: lines are the same if they name the same certificate, level and year. */
export function diff_lines(before: LineInput[], after: LineInput[]): LineDiff[] {
  const old = new Map(before.map((l) => [name_of(l), l]));
  const kept = after.map((line): LineDiff => {
    const was = old.get(name_of(line)) ?? null;
    old.delete(name_of(line));
    if (!was) return { line, was, change: 'added' };
    const same = was.headcount === line.headcount && (was.reason ?? '') === (line.reason ?? '');
    return { line, was, change: same ? 'same' : 'changed' };
  });
  return [...kept, ...[...old.values()].map((line): LineDiff => ({ line, was: line, change: 'removed' }))];
}
