import { jest } from '@jest/globals';

// Jest ignores the testTimeout of a project.
jest.setTimeout(120_000);
