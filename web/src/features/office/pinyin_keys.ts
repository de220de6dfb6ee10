export interface PinyinKeys {
  pinyin: string;
  initials: string;
}

/**
 * The search keys of a certificate's name, as the catalogue has them: syllables apart, words of letters and digits whole. A
 * suggestion: the dictionary (loaded when first asked) knows the readings of common phrases, the office looks them over.
 */
export async function pinyin_keys(name: string): Promise<PinyinKeys> {
  const { pinyin } = await import('pinyin-pro');
  const runs = name.normalize('NFKC').toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  const syllables: string[] = [];
  let initials = '';
  for (const run of runs) {
    const parts = /^[a-z0-9]/.test(run) ? [run] : pinyin(run, { toneType: 'none', type: 'array', v: true });
    syllables.push(...parts);
    initials += parts[0] === run ? run : parts.map((part) => part[0]).join('');
  }
  return { pinyin: syllables.join(' '), initials };
}
