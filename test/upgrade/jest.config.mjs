import config, { project } from '../../jest.config.mjs';

const { globalSetup, globalTeardown } = config.projects.find(({ displayName }) => displayName === 'e2e');

/** The upgrade from an earlier release: `npm run test:upgrade`. It builds that release first. */
export default {
  ...project,
  globalSetup,
  globalTeardown,
  displayName: 'upgrade',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/upgrade/*.upgrade.spec.ts'],
  testTimeout: 15 * 60_000,
};
