import { project } from '../../jest.config.mjs';

/** The full fault run: `npm run test:faults`. It takes minutes and starts its own servers. */
export default {
  ...project,
  displayName: 'faults',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/faults/*.faults.spec.ts'],
  testTimeout: 15 * 60_000,
  // After a timeout, the servers end with the process that started them.
  forceExit: true,
};
