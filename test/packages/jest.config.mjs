import config, { project } from '../../jest.config.mjs';

const { globalSetup, globalTeardown } = config.projects.find(({ displayName }) => displayName === 'e2e');

/** The published packages on each runtime: `npm run test:packages`. It downloads the runtimes from npm. */
export default {
  ...project,
  globalSetup,
  globalTeardown,
  displayName: 'packages',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/packages/*.packages.spec.ts'],
  testTimeout: 2 * 60_000,
};
