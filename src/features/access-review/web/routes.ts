import type { RouteObject } from 'react-router';

/** Within the Admin tab. */
export const accessReviewRoutes: RouteObject[] = [
  {
    path: 'access-reviews',
    lazy: async () => {
      const { ReviewsPage, loader } = await import('./reviews-page.tsx');
      return { Component: ReviewsPage, loader };
    },
  },
  {
    path: 'access-reviews/start',
    lazy: async () => {
      const { StartReviewPage, loader } = await import('./start-review-page.tsx');
      return { Component: StartReviewPage, loader };
    },
  },
  {
    path: 'access-reviews/:reviewId',
    lazy: async () => {
      const { ReviewPage, loader } = await import('./review-page.tsx');
      return { Component: ReviewPage, loader };
    },
  },
];
