export * from './job-queues.js';
export * from './redis.js';
