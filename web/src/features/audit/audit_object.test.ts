import { expect, it } from 'vitest';
import en from '@/i18n/en';
import zh from '@/i18n/zh';
import { object_kinds, object_of } from './audit_object';

it.each([
  [['application', '17'], { kind: 'application', key: '17', to: { name: 'application', params: { id: '17' } } }],
  [['applications', '17/scan'], { kind: 'application', key: '17/scan', to: { name: 'application', params: { id: '17' } } }],
  [['policy', 'n-1'], { kind: 'policy', key: 'n-1', to: { name: 'policy-file', params: { policy: 'n-1' } } }],
  [['institution', '10842'], { kind: 'institution', key: '10842', to: { name: 'plans', query: { q: '10842' } } }],
  [['reconciliation', '3'], { kind: 'reconciliation', key: '3', to: { name: 'reconciliation', params: { id: '3' } } }],
  [['edition', '4'], { kind: 'edition', key: '4', to: { name: 'rates' } }],
  [['import', 'assessments'], { kind: 'import', key: '', to: null }],
  [['account', 'office'], { kind: 'account', key: 'office', to: null }],
  [[null, 'platform'], { kind: 'platform', key: '', to: null }],
  [['exit', 'runs'], { kind: null, key: 'exit/runs', to: null }],
  [[null, null], { kind: null, key: '', to: null }],
])('says what %j is about', ([kind, object], wanted) => {
  expect(object_of(kind ?? null, object ?? null)).toEqual(wanted);
});

it('has words for every act of the contract and every kind of object', () => {
  const [contract] = Object.values(import.meta.glob<string>('../../../../api/openapi.yaml', { query: '?raw', import: 'default', eager: true }));
  const acts = [...new Set([...(contract ?? '').matchAll(/x-kaoji-act: ([\w-]+)/g)].map((match) => match[1]!))];
  expect(acts.length).toBeGreaterThan(60);
  for (const words of [zh, en]) {
    expect(acts.filter((act) => !(act in words.act_name))).toEqual([]);
    expect(object_kinds.filter((kind) => !(kind in words.object_kind))).toEqual([]);
  }
});
