import { defineConfig } from '@playwright/test';
import stories from '../playwright.config';

// Run by tools/make_gallery alone: it judges nothing, it takes the pictures of docs/gallery.
export default defineConfig({ ...stories, testDir: '.', testIgnore: [], testMatch: 'gallery.ts', outputDir: '../test-results' });
