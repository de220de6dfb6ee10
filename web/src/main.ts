import { createApp } from 'vue';
import App from './App.vue';
import { announce_locale, i18n } from './i18n';
import { router } from './router';
import './ui/styles/index.css';

announce_locale();
createApp(App).use(i18n).use(router).mount('#app');
