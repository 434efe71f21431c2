export { BatchedAttempts } from './batched-attempts.js';
export * from './bullmq-layout.js';
export * from './parked-jobs.js';
export * from './job-queues.js';
export * from './orphaned-claims.js';
export * from './redis.js';
export * from './redis-script.js';
export * from './messages/message-emitters.js';
export { MessageServer, OnMessage } from './messages/message-server.js';
