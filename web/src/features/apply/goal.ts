/** Where the table is gone to: a cell of a line (as the server counts them, from 0), or the contact. */
export type Goal = { line: number; column: string } | 'contact';
