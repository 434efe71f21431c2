import { defineConfig } from 'vite';

/** `npx vite` shows each change of the page at once, with a running `npm start` as its server. */
const server = `http://localhost:${process.env.PORT ?? 4600}`;
const paths = ['/account', '/sign-in', '/sign-out', '/webhooks', '/spend', '/receiver'];

export default defineConfig({
  // Browsers that know light-dark().
  build: { target: ['chrome123', 'firefox125', 'safari17.5'] },
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server])) },
});
