export type { CallApi } from './api-call.js';
export { mcpHttp, type McpHttp } from './http.js';
