import { defineConfig } from 'vite';

/** `npx vite` shows each change of the page at once, with a running `npm start` as its server. */
const server = `http://localhost:${process.env.PORT ?? 4600}`;
const paths = ['/account', '/sign-in', '/sign-out', '/webhooks', '/spend', '/receiver'];

export default defineConfig({
  build: {
    // Browsers that know light-dark().
    target: ['chrome123', 'firefox125', 'safari17.5'],
    // The component's "use client" is for frameworks that render on a server.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server])) },
});
