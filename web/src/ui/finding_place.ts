import type { Finding } from '@/api/types';

/** Zero-based index of the line that a finding belongs to; null for the whole. */
export function line_of(finding: Pick<Finding, 'field'>): number | null {
  const match = /^lines\[(\d+)\]/.exec(finding.field ?? '');
  return match ? Number(match[1]) : null;
}

/** The cell of a finding: `headcount` of `lines[1].headcount`; null for a whole line or none. */
export function cell_of(finding: Pick<Finding, 'field'>): string | null {
  const match = /^lines\[\d+\]\.(\w+)/.exec(finding.field ?? '');
  return match ? match[1]! : null;
}

/** True for a finding on all lines together, such as a cap on their sum: its place is the foot of the table. */
export const is_of_all_lines = (finding: Pick<Finding, 'field'>): boolean => finding.field === 'lines';

/** The findings of one line, by cell; those of the line as a whole stand under `certificate`. */
export function by_cell(findings: Finding[], line: number): Record<string, Finding[]> {
  const cells: Record<string, Finding[]> = {};
  for (const finding of findings) {
    if (line_of(finding) !== line) continue;
    const cell = cell_of(finding) ?? 'certificate';
    (cells[cell] ??= []).push(finding);
  }
  return cells;
}
