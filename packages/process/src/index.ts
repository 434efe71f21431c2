export * from './logger.js';
export * from './probe.js';
export * from './run.js';
