/** Colors on light pages. */
export const colors = {
  background: '#ffffff',
  text: '#24292f',
  axis: '#57606a',
  grid: '#d8dee4',
  throughput: '#0969da',
  latency: '#bc4c00',
};

/** Colors on dark pages. */
const dark: typeof colors = {
  background: '#0d1117',
  text: '#d0d7de',
  axis: '#8c959f',
  grid: '#30363d',
  throughput: '#58a6ff',
  latency: '#f0883e',
};

/** Adds a style that switches to dark colors with the reader's color scheme. */
export function inBothThemes(svg: string): string {
  const rules = (Object.keys(colors) as (keyof typeof colors)[]).flatMap((name) =>
    ['fill', 'stroke'].map((property) => `[${property}="${colors[name]}"]{${property}:${dark[name]}}`),
  );
  return svg.replace(
    /<svg[^>]*>/,
    (open) => `${open}\n<style>@media (prefers-color-scheme: dark){${rules.join('')}}</style>`,
  );
}
