import { createApp, h, nextTick, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { vi } from 'vitest';
import { i18n } from '@/i18n';

const open: (() => void)[] = [];

/** Shows a component as the client does, at an address that `pattern` matches; `unmount_all` takes everything off again. */
export async function mounted(component: Component, props: Record<string, unknown> = {}, address = '/', pattern = '/:rest(.*)*') {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [pattern, ...(pattern === '/:rest(.*)*' ? [] : ['/:rest(.*)*'])].map((path) => ({ path, component: { render: () => null } })),
  });
  await router.push(address);
  const host = document.createElement('div');
  document.body.append(host);
  const app = createApp({ render: () => h(component, props) });
  app.use(i18n).use(router).mount(host);
  open.push(() => {
    app.unmount();
    host.remove();
  });
  await settled();
  return { host, router };
}

export function unmount_all(): void {
  for (const close of open.splice(0)) close();
}

/** Waits until answers that are there have been taken in and drawn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 8; ++i) {
    await new Promise((done) => setTimeout(done));
    await nextTick();
  }
}

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Headers;
}

/** Stands in for the server: `answer` gives status and JSON to each request. Gives the list of what was asked. */
export function serve(answer: (asked: Asked) => { status?: number; json?: unknown }): Asked[] {
  const all: Asked[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url, 'http://kaoji.test');
    const text = request.method === 'GET' ? '' : await request.text();
    const asked = { method: request.method, path: url.pathname, query: url.searchParams, body: text ? JSON.parse(text) : null, headers: request.headers };
    all.push(asked);
    const { status = 200, json = null } = answer(asked);
    return new Response(JSON.stringify(json), { status, headers: { 'Content-Type': 'application/json' } });
  });
  return all;
}
