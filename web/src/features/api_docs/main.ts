import { createApp } from 'vue';
import { announce_locale, i18n } from '@/i18n';
import '@/ui/styles/index.css';
import './docs.css';
import DocsPage from './DocsPage.vue';

announce_locale();
createApp(DocsPage).use(i18n).mount('#app');
