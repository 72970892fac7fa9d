/** The mark: a C that is a ring, holding a keyhole. Decorative; the name stands beside it. */
export const Mark = ({ size = 26 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
    <rect width="32" height="32" rx="8" fill="#15566b" />
    <path d="M21.6 10.9a7.6 7.6 0 1 0 0 10.2" fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
    <circle cx="16" cy="14.8" r="2.2" fill="#f2b84b" />
    <path d="M16 15.5l1.4 4.2h-2.8z" fill="#f2b84b" stroke="#f2b84b" strokeLinejoin="round" />
  </svg>
);
