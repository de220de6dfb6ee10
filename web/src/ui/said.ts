import { ref } from 'vue';

/** What was done last, said once over whatever page comes next; SaidLine shows it and reads it out. */
export const said = ref('');
let timer: ReturnType<typeof setTimeout> | undefined;
const shown_for_ms = 6000;

export function say_done(text: string): void {
  said.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => (said.value = ''), shown_for_ms);
}
