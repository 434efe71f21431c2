import config, { project } from '../../jest.config.mjs';

const { globalSetup, globalTeardown } = config.projects.find(({ displayName }) => displayName === 'e2e');

/** Clients that are generated from docs/openapi.json: `npm run openapi:clients`. It downloads the generators. */
export default {
  ...project,
  globalSetup,
  globalTeardown,
  displayName: 'clients',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/clients/*.clients.spec.ts'],
  testTimeout: 20 * 60_000,
};
