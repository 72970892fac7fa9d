import { type ReactNode, useId } from 'react';
import css from './panel.module.css';

interface PanelProps {
  readonly title?: string | undefined;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly flush?: boolean;
  /** Where a link to this card leads. */
  readonly id?: string;
  readonly level?: 2 | 3;
}

/** The one card. `flush` lets a table or a picture reach its edges. */
export function Panel({ title, lead, aside, children, flush = false, id, level = 2 }: PanelProps) {
  const Heading = `h${level}` as const;
  const titleId = useId();
  return (
    <section className={css.panel} id={id} aria-labelledby={title ? titleId : undefined}>
      {title && (
        <div className={css.head}>
          <div className={css.words}>
            <Heading id={titleId}>{title}</Heading>
            {lead && <p className={css.lead}>{lead}</p>}
          </div>
          {aside}
        </div>
      )}
      <div className={flush ? css.flush : css.body}>{children}</div>
    </section>
  );
}
