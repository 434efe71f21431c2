import { relative } from 'node:path';

/** Resolves `./x.js` to `./x.ts`: sources import the names of the compiled files. */
export function sync(request, options) {
  const importer = relative(options.rootDir ?? process.cwd(), options.basedir);
  const isSource = !/(^|[\\/])(node_modules|dist)([\\/]|$)/.test(importer);
  if (isSource && /^\.{1,2}\/.*\.js$/.test(request)) {
    try {
      return options.defaultResolver(request.replace(/\.js$/, '.ts'), options);
    } catch {
      // Some sources are JavaScript.
    }
  }
  return options.defaultResolver(request, options);
}
