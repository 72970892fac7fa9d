import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { uiWords } from '../words/ui.ts';
import css from './page-header.module.css';
import { usePageTitle } from './page-title.ts';

interface PageHeaderProps {
  readonly title: string;
  readonly crumbs?: readonly { readonly to: string; readonly label: string }[];
  /** One short sentence: what this page is for, or what matters on it today. */
  readonly lead?: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** The page puts the focus into a field of its own. */
  readonly ownFocus?: boolean;
}

/** Top of every page: where you are, what it is, the main action on the right. Names the browser's tab as well. */
export function PageHeader({ title, crumbs, lead, beside, actions, ownFocus = false }: PageHeaderProps) {
  usePageTitle(title, { ownFocus });
  return (
    <div className={css.header}>
      <div className={css.words}>
        {crumbs && (
          <nav aria-label={uiWords.path} className={css.crumbs}>
            {crumbs.map((crumb) => (
              <span key={crumb.to}>
                <Link to={crumb.to}>{crumb.label}</Link>
                <IconChevronRight size={13} aria-hidden />
              </span>
            ))}
          </nav>
        )}
        <div className={css.title}>
          <h1>{title}</h1>
          {beside}
        </div>
        {lead && <p className={css.lead}>{lead}</p>}
      </div>
      {actions && <div className={`${css.actions} no-print`}>{actions}</div>}
    </div>
  );
}
