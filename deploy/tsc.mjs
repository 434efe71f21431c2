// node deploy/tsc.mjs <arguments of tsc>: the compiler and the type check, which are TypeScript 7. It has no API yet, so
// that the tools which need one (openapi-typescript and others) have TypeScript 6 at the root.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
await import(pathToFileURL(join(folder, 'bin/tsc')).href);
