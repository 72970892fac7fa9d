import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one brand colour: deep harbour blue-green. Green, amber, red and violet are kept for meaning. */
const harbour: MantineColorsTuple = [
  '#eef6f8',
  '#d8e9ee',
  '#b2d3dd',
  '#85b8c7',
  '#5fa3b7',
  '#357f96',
  '#1f687f',
  '#15566b',
  '#0f4557',
  '#0a3442',
];
const brick: MantineColorsTuple = [
  '#fdf0ed',
  '#f9dcd5',
  '#f0b8ab',
  '#e7927f',
  '#e2775f',
  '#c44d35',
  '#b43d27',
  '#a3331f',
  '#862717',
  '#691d10',
];
/**
 * The list opens beside its field, inside the dialog and the landmark that the field stands in, and scrolls itself:
 * whoever hears the page finds it there. Fixed, so that no card cuts it off. Typing, an arrow or a press opens it; with the
 * focus alone it would cover what is wrong with the field.
 */
const list = {
  defaultProps: {
    withScrollArea: false,
    comboboxProps: { withinPortal: false, floatingStrategy: 'fixed' },
    openOnFocus: false,
  },
  styles: { options: { maxHeight: 260, overflowY: 'auto' } },
};
/** Mantine reads `dark` for its own dark surfaces; 6 is a card, 7 the page. */
const dark: MantineColorsTuple = [
  '#e6eaeb',
  '#c6ced1',
  '#a5b1b6',
  '#76858b',
  '#3a484e',
  '#2a363b',
  '#1b2529',
  '#12191c',
  '#0d1315',
  '#080c0e',
];

export const theme = createTheme({
  primaryColor: 'harbour',
  // White words must be readable on the filled shade in both schemes (6.3 : 1 and more).
  primaryShade: { light: 7, dark: 6 },
  colors: { harbour, brick, dark },
  black: '#1d2b30',
  fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
  headings: {
    fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.25rem', xl: '1.75rem' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects, not `Modal.extend(...)`: importing the components here would put them into the first chunk.
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 600 } } },
    Input: {
      vars: (_: unknown, { error }: { error?: unknown }) => ({
        wrapper: { '--input-bd': error ? 'var(--c-bad)' : 'var(--c-line-strong)', '--input-fz': '0.875rem' },
      }),
    },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      styles: {
        label: { fontWeight: 560, marginBottom: 4, fontSize: '0.8125rem', color: 'var(--c-ink)' },
        description: { fontSize: '0.75rem', color: 'var(--c-ink-2)', marginTop: 4, marginBottom: 0 },
        error: { fontSize: '0.75rem', marginTop: 4, color: 'var(--c-bad)' },
      },
    },
    Select: list,
    MultiSelect: list,
    Checkbox: { styles: { input: { borderColor: 'var(--c-line-strong)' } } },
    Radio: { styles: { radio: { borderColor: 'var(--c-line-strong)' } } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { transition: 'fade', duration: 120 },
      },
    },
  },
});

/** Custodian's own tokens, `--c-*`. Pages use these and never a raw colour. */
const light = {
  page: '#f5f4f1',
  surface: '#ffffff',
  sunken: '#faf9f7',
  line: '#e3e0da',
  'line-strong': '#848f94',
  ink: '#1d2b30',
  'ink-2': '#526067',
  brand: '#15566b',
  'brand-soft': '#e4eff2',
  'brand-ink': '#0f4557',
  ok: '#1b6640',
  'ok-soft': '#e3f2e9',
  warn: '#7d4b00',
  'warn-soft': '#fcefd8',
  'warn-line': '#d99a2b',
  bad: '#a3331f',
  'bad-soft': '#fbe9e4',
  away: '#54449a',
  'away-soft': '#edeaf8',
  off: '#526067',
  'off-soft': '#ebe9e5',
  flow: '#5fa3b7',
  shadow: '0 1px 2px rgb(29 43 48 / 6%), 0 1px 6px rgb(29 43 48 / 4%)',
};
const darkTokens: typeof light = {
  page: '#12191c',
  surface: '#1b2529',
  sunken: '#161f22',
  line: '#2d3a40',
  'line-strong': '#74848b',
  ink: '#e6eaeb',
  'ink-2': '#a5b1b6',
  brand: '#85c3d4',
  'brand-soft': '#1b3740',
  'brand-ink': '#a9d8e5',
  ok: '#82cfa2',
  'ok-soft': '#193428',
  warn: '#f0be6b',
  'warn-soft': '#3a2c13',
  'warn-line': '#a87a2c',
  bad: '#f19d89',
  'bad-soft': '#43221b',
  away: '#b9aef0',
  'away-soft': '#2b2748',
  off: '#a5b1b6',
  'off-soft': '#2a363b',
  flow: '#4f93a8',
  shadow: '0 1px 2px rgb(0 0 0 / 40%)',
};
const prefixed = (tokens: typeof light) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--c-${name}`, value]));
const forMantine = {
  '--mantine-color-body': 'var(--c-surface)',
  '--mantine-color-text': 'var(--c-ink)',
  '--mantine-color-dimmed': 'var(--c-ink-2)',
  '--mantine-color-placeholder': 'var(--c-ink-2)',
  '--mantine-color-error': 'var(--c-bad)',
  '--mantine-color-anchor': 'var(--c-brand)',
  '--mantine-color-default-border': 'var(--c-line-strong)',
  '--mantine-color-default': 'var(--c-surface)',
  '--mantine-color-default-hover': 'var(--c-sunken)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...prefixed(light), ...forMantine },
  dark: { ...prefixed(darkTokens), ...forMantine },
});
