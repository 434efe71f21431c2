import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `POSTRIDER_URL=http://127.0.0.1:3000 npm run dev -w apps/dashboard` shows a running gateway's data. */
const gateway = process.env.POSTRIDER_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  build: {
    // Browsers that know light-dark() and popovers: two years old at most.
    target: ['chrome123', 'firefox125', 'safari17.5'],
    sourcemap: false,
    // The gateway's Content-Security-Policy lets no data: scripts or fonts in.
    assetsInlineLimit: 0,
    manifest: true,
    license: { fileName: 'licenses.md' },
    // first-load.mjs has the limit that counts.
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/manage', '/session', '/queues', '/openapi.json', '/docs'].map((path) => [path, { target: gateway }]),
    ),
  },
});
