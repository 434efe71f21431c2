export * from './batcher.js';
export * from './logger.js';
export * from './polling-loop.js';
export * from './probe.js';
export * from './run.js';
