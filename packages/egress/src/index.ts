export * from './http-sender.js';
