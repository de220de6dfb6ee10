import { shallowRef } from 'vue';

export type Engine = typeof import('./engine');

/** What draws charts; null until the first of them is looked at. */
export const engine = shallowRef<Engine | null>(null);

export async function load_engine(): Promise<void> {
  engine.value ??= await import('./engine');
}
