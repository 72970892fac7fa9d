import { useMediaQuery } from '@mantine/hooks';

const query = '(max-width: 48em)';

/** Whether the screen is a phone's: tables become lists, dialogs fill it. Known from the first rendering on. */
export const useSmallScreen = (): boolean =>
  useMediaQuery(query, globalThis.matchMedia?.(query).matches ?? false, { getInitialValueInEffect: false }) ?? false;
