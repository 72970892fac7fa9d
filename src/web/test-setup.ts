import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);
// What a page shows is waited for as long as a busy machine takes; and no file leaves its own way of looking to the next.
configure({ asyncUtilTimeout: 30_000, defaultHidden: false });

// What jsdom lacks and Mantine asks for.
const never = () => undefined;
window.matchMedia = (media) => ({
  matches: false,
  media,
  onchange: null,
  addEventListener: never,
  removeEventListener: never,
  addListener: never,
  removeListener: never,
  dispatchEvent: () => false,
});
globalThis.ResizeObserver ??= class {
  observe = never;
  unobserve = never;
  disconnect = never;
};
