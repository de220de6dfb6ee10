import type { Decision } from '@/api/types';

// Common phrases to start from, by their names under `phrase`; the reviewer may write over them.
export const phrases: Record<Decision, string[]> = {
  pass: [],
  return: ['figures', 'blurred', 'unsigned', 'names'],
  reject: ['conditions', 'subjects', 'again'],
};
export const exception_phrases = ['too_many', 'conditions', 'subjects'];
