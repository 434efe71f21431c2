import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { preloadFont } from './preload-font.mjs';

/** `POSTRIDER_URL=http://127.0.0.1:3000 npm run dev -w apps/dashboard` shows a running gateway's data. */
const gateway = process.env.POSTRIDER_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react(), preloadFont(/arimo-latin-wght-normal\.woff2$/)],
  build: {
    // Browsers that know light-dark() and popovers: two years old at most.
    target: ['chrome123', 'firefox125', 'safari17.5'],
    sourcemap: false,
    // The gateway's Content-Security-Policy lets no data: scripts or fonts in.
    assetsInlineLimit: 0,
    manifest: true,
    rolldownOptions: {
      input: ['index.html', 'portal.html'],
      output: {
        // What nearly every page needs of the packages is one file: many small ones compress worse. No module of this app is
        // among them, since the portal knows its language only when some of them have run.
        codeSplitting: { groups: [{ name: 'packages', test: /node_modules/, minShareCount: 20 }] },
      },
    },
    license: { fileName: 'licenses.md' },
    // first-load.mjs has the limit that counts.
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/manage', '/session', '/portal/session', '/queues', '/openapi.json', '/asyncapi.json', '/docs'].map((path) => [
        path,
        { target: gateway },
      ]),
    ),
  },
});
