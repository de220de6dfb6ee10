import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import ElementPlus from 'unplugin-element-plus/vite';
import { defineConfig } from 'vitest/config';

// Two pages: the client, and the contract as a page to read (served at /api/docs). Both take all they need from
// /assets; the server sends a strict CSP, so nothing is inlined.
export default defineConfig({
  plugins: [vue(), ElementPlus({})],
  resolve: { alias: { '@': resolve(import.meta.dirname, 'src') } },
  build: {
    target: 'es2020',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      // Every script is a .js, so that a server needs to know no other name for it.
      output: {
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith('.mjs')) ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]',
      },
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        'api-docs': resolve(import.meta.dirname, 'api-docs/index.html'),
      },
    },
  },
  server: { proxy: { '/api': process.env.KAOJI_SERVER ?? 'http://127.0.0.1:8628' } },
  // Element Plus brings style sheets along, which only Vite can read.
  test: { environment: 'node', include: ['src/**/*.test.ts'], server: { deps: { inline: ['element-plus'] } } },
});
