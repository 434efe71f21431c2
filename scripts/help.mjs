import { usage } from './lib/start-options.mjs';

console.log(usage);
