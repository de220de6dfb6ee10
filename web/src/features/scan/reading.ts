import type { ScanCheck, ScanReading } from '@/api/types';

/** A sign beside the word of a light: never the colour alone. */
export const light_mark: Record<ScanCheck['light'], string> = { green: '✓', amber: '!', red: '✕' };

/** The checks whose place is marked on a page of the file. */
export const marks_on = (reading: ScanReading, page: number): ScanCheck[] =>
  reading.checks.filter((check) => check.page === page && check.box !== null);

/** The gravest light of a page's marks; null when nothing is marked there. */
export function light_on(reading: ScanReading, page: number): ScanCheck['light'] | null {
  const lights = marks_on(reading, page).map((check) => check.light);
  return (['red', 'amber', 'green'] as const).find((light) => lights.includes(light)) ?? null;
}

/** The page of the file on which a page of the printed form was found; null when it was not. */
export const page_of_form = (reading: ScanReading, form_page: number): number | null =>
  reading.pages.find((page) => page.form_page === form_page)?.page ?? null;
