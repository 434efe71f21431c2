import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Postal blue. With white on 7 and 8, and 4 on the dark surfaces, text meets WCAG AA. */
export const postal: MantineColorsTuple = [
  '#eef1fd',
  '#dce1f8',
  '#b7c1ee',
  '#93a2e6',
  '#8195ea',
  '#5f74d8',
  '#4c61ce',
  '#3a4fc4',
  '#3343a8',
  '#27348a',
];

/** A cool grey: Mantine's own dark scale is neutral, and so dark that borders drown in it. */
const dark: MantineColorsTuple = [
  '#d6dae3',
  '#b6bcc9',
  '#99a1b1',
  '#6d7689',
  '#414a5c',
  '#343c4c',
  '#272e3c',
  '#1a2029',
  '#141920',
  '#0f1319',
];

/** Arial and Liberation Sans have Arimo's widths, so that nothing moves when it arrives. */
const font = '"Arimo Variable", Arial, "Liberation Sans", Helvetica, Roboto, system-ui, sans-serif';
const monospaceFont =
  '"Roboto Mono Variable", "Consolas for Roboto Mono", ui-monospace, SFMono-Regular, Menlo, "Liberation Mono", "DejaVu Sans Mono", monospace';

export const theme = createTheme({
  colors: { postal, dark },
  primaryColor: 'postal',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: font,
  fontFamilyMonospace: monospaceFont,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'var(--mantine-font-size-xl)', lineHeight: '1.3' },
      h2: { fontSize: 'var(--mantine-font-size-md)', lineHeight: '1.4' },
      h3: { fontSize: 'var(--mantine-font-size-sm)', lineHeight: '1.4' },
    },
  },
  // Five sizes of text, five distances. Stylesheets use them as --mantine-font-size-* and --mantine-spacing-*.
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.375rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.4', xl: '1.3' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: { centered: true, transitionProps: { duration: 120 } },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600, lineHeight: 1.4 } },
    },
    Combobox: { defaultProps: { shadow: 'md' } },
    Menu: { defaultProps: { shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 200, events: { hover: true, focus: true, touch: true } } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
});

/**
 * Colors with a meaning, as CSS variables. Each `-text` reaches 4.5:1 on the page and on its own `-soft` surface, each
 * `-mark` 3:1 on the page (WCAG 1.4.3, 1.4.11).
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5b6475',
    '--mantine-color-default-border': '#d9dde5',
    '--mantine-color-error': '#b42323',
    '--mantine-color-placeholder': '#6b7486',
    '--pr-canvas': '#f7f8fa',
    '--pr-surface': '#ffffff',
    '--pr-line': '#e8eaf0',
    '--pr-hover': '#f2f4f9',
    '--pr-good-text': '#1a6b43',
    '--pr-good-soft': '#e3f4ea',
    '--pr-good-mark': '#2b9a66',
    '--pr-wait-text': '#855407',
    '--pr-wait-soft': '#fdf0d6',
    '--pr-wait-mark': '#c27c0e',
    '--pr-bad-text': '#b42323',
    '--pr-bad-soft': '#fde8e6',
    '--pr-bad-mark': '#d93b35',
    '--pr-idle-text': '#4d5668',
    '--pr-idle-soft': '#eceef3',
    '--pr-idle-mark': '#7c8598',
  },
  dark: {
    '--mantine-color-body': '#1a2029',
    '--mantine-color-text': '#e4e7ee',
    '--mantine-color-dimmed': '#a3abbb',
    '--mantine-color-default-border': '#3a4354',
    '--mantine-color-error': '#ff9a93',
    '--mantine-color-placeholder': '#8f98aa',
    '--pr-canvas': '#12161d',
    '--pr-surface': '#1a2029',
    '--pr-line': '#262d3a',
    '--pr-hover': '#212835',
    '--pr-good-text': '#7fdcab',
    '--pr-good-soft': '#163527',
    '--pr-good-mark': '#3fae79',
    '--pr-wait-text': '#f2c46b',
    '--pr-wait-soft': '#3b2d10',
    '--pr-wait-mark': '#d39a2b',
    '--pr-bad-text': '#ff9a93',
    '--pr-bad-soft': '#43201f',
    '--pr-bad-mark': '#ee6159',
    '--pr-idle-text': '#b6bdcb',
    '--pr-idle-soft': '#2a3140',
    '--pr-idle-mark': '#7c8598',
  },
});
