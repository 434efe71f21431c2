export { Budget, TooCostly } from './budget.js';
export { compileSchema, SchemaRefused, schemaLimits, type CompiledSchema } from './compile.js';
export type { Problem } from './run.js';
