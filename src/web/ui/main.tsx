import { createContext, type ReactNode, use } from 'react';
import css from './main.module.css';

const InMain = createContext(false);

interface MainProps {
  readonly children: ReactNode;
  /** In place of the usual margins. */
  readonly className?: string | undefined;
}

/** The page itself, where the first link of every page leads. Inside another one (the Admin frame has its own) it adds nothing. */
export function Main({ children, className }: MainProps) {
  if (use(InMain)) return className ? <div className={className}>{children}</div> : children;
  return (
    <InMain value={true}>
      <main id="main" className={`${css.main} ${className ?? css.margins}`} tabIndex={-1}>
        {children}
      </main>
    </InMain>
  );
}
