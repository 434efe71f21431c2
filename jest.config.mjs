const roots = ['packages', 'apps', 'test'].map((folder) => `<rootDir>/${folder}`);

export const project = {
  roots,
  testEnvironment: 'node',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/test/setup/resolver.mjs',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const servers = {
  globalSetup: '<rootDir>/test/setup/start-servers.mjs',
  globalTeardown: '<rootDir>/test/setup/stop-servers.mjs',
};

export default {
  maxWorkers: 2,
  // Jest never frees the ES modules of a spec. Without new workers, the old ones grow to 2 GB each.
  workerIdleMemoryLimit: '400MB',
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/setup/longest-first.mjs',
  projects: [
    { ...project, displayName: 'unit', testMatch: ['**/src/**/*.unit.spec.ts', '**/test/**/*.unit.spec.ts'] },
    {
      ...project,
      ...servers,
      displayName: 'int',
      testMatch: ['**/src/**/*.int.spec.ts', '**/test/**/*.int.spec.ts'],
    },
    {
      ...project,
      ...servers,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/setup/e2e-timeout.mjs'],
      runner: '<rootDir>/test/setup/e2e-runner.mjs',
    },
  ],
};
