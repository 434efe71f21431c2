/**
 * Has each page load the font of its texts beside its script. Otherwise it would come after the styles.
 * @param {RegExp} font matches the path of its file in its package
 * @returns {import('vite').Plugin}
 */
export const preloadFont = (font) => ({
  name: 'preload-font',
  transformIndexHtml: (_html, { bundle }) => {
    // Only a build has a bundle.
    if (bundle === undefined) return [];
    const file = Object.values(bundle).find(
      (output) => output.type === 'asset' && output.originalFileNames.some((path) => font.test(path)),
    );
    if (file === undefined) throw new Error(`the build has no ${font}`);
    const attrs = { rel: 'preload', href: `/${file.fileName}`, as: 'font', type: 'font/woff2', crossorigin: true };
    return [{ tag: 'link', attrs, injectTo: 'head-prepend' }];
  },
});
