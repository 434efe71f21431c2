export { Budget, TooCostly } from './budget.js';
export { compileSchema, SchemaRefused, schemaLimits, type CompiledSchema } from './compile.js';
export { annotationPrefixes, annotations, keywords, replacements } from './keywords/vocabulary.js';
export type { Problem } from './run.js';
