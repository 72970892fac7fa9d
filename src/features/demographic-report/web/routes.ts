import type { RouteObject } from 'react-router';

const page = async () => {
  const { ReportPage, loader } = await import('./report-page.tsx');
  return { Component: ReportPage, loader };
};

/** One page at both places where the guides look for it. */
export const reportRoutes: { readonly own: RouteObject[]; readonly admin: RouteObject[] } = {
  own: [{ path: 'reports/demographic-report', lazy: page }],
  admin: [{ path: 'demographic-report', lazy: page }],
};
