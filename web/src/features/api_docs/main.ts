import { createApp } from 'vue';
import { i18n } from '@/i18n';
import '@/ui/styles/index.css';
import './docs.css';
import DocsPage from './DocsPage.vue';

createApp(DocsPage).use(i18n).mount('#app');
