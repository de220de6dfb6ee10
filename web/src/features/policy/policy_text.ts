/** Longest policy file, in bytes. */
export const most_bytes = 256 * 1024;

/** The text of a file as the editor holds it: without a byte order mark, lines ending in LF. */
export const as_typed = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

/** Where a line (from 1) begins and ends in a text. */
export function place_of_line(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  return { start, end: start + (lines[at]?.length ?? 0) };
}

/** What is shown of a comparison: rows, and in between how many equal ones are left out. */
export type Shown<Row> = { row: Row } | { skipped: number };

/** The rows that differ with `around` equal ones about them; all rows where everything is asked for. */
export function folded<Row extends { change: string }>(rows: Row[], only_changes: boolean, around = 2): Shown<Row>[] {
  const near = rows.map(() => !only_changes);
  if (only_changes) {
    rows.forEach((row, i) => {
      if (row.change === 'same') return;
      for (let k = Math.max(0, i - around); k <= Math.min(rows.length - 1, i + around); ++k) near[k] = true;
    });
  }
  const shown: Shown<Row>[] = [];
  rows.forEach((row, i) => {
    const last = shown.at(-1);
    if (near[i]) shown.push({ row });
    else if (last && 'skipped' in last) last.skipped += 1;
    else shown.push({ skipped: 1 });
  });
  return shown;
}
