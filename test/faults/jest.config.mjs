import { project } from '../../jest.config.mjs';

/** The full fault run: `npm run test:faults`. It takes minutes, and has servers of its own. */
export default {
  ...project,
  displayName: 'faults',
  rootDir: '../..',
  testMatch: ['<rootDir>/test/faults/*.faults.spec.ts'],
  testTimeout: 15 * 60_000,
  // After a timeout nothing may go on; the servers end with the process that started them.
  forceExit: true,
};
