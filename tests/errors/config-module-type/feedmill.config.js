import { defineConfig } from 'feedmill';

export default defineConfig({ url: 'https://example.com/', title: 'Harbours' });
