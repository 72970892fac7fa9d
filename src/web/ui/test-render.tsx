import { MantineProvider } from '@mantine/core';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { MemoryRouter } from 'react-router';
import { theme } from '../theme.ts';
import { ClinicContext, type ClinicTime } from './clinic-context.ts';

// What jsdom lacks and lists that open ask for.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView = () => undefined;

/** Tuesday 10 November 2026 in Toronto. */
export const clinicTime: ClinicTime = { timeZone: 'America/Toronto', locale: 'en-CA', today: '2026-11-10' };

/** Shows an element as a page would: theme, router and clinic around it, no transitions. */
export const show = (element: ReactElement, at = '/'): RenderResult =>
  render(element, {
    wrapper: ({ children }) => (
      <MantineProvider theme={theme} env="test">
        <ClinicContext value={clinicTime}>
          <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
        </ClinicContext>
      </MantineProvider>
    ),
  });
