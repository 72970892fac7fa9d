import '@mantine/core/styles.layer.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './global.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { reloadWhenOutdated } from './reload.ts';
import { routes, signedInRoutes } from './routes.tsx';
import { cssVariables, theme } from './theme.ts';

window.addEventListener('vite:preloadError', () => void reloadWhenOutdated());

const router = createBrowserRouter(routes, {
  patchRoutesOnNavigation: async ({ patch }) => patch(null, await signedInRoutes()),
});

const root = document.querySelector('#root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <RouterProvider router={router} />
      </MantineProvider>
    </StrictMode>,
  );
}
