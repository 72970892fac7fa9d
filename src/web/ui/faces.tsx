import { Button } from '@mantine/core';
import { type Icon, IconCloudOff, IconHandStop, IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { uiWords } from '../words/ui.ts';
import css from './faces.module.css';

interface FaceProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** 1 where the face is the whole page. */
  readonly level?: 1 | 2 | 3;
}

type Tone = 'empty' | 'refused' | 'failed';
const icons: Record<Tone, Icon> = { empty: IconInbox, refused: IconHandStop, failed: IconCloudOff };

function Face({ tone, title, children, action, level = 2 }: FaceProps & { readonly tone: Tone }) {
  const Heading = `h${level}` as const;
  const FaceIcon = icons[tone];
  return (
    <div className={css.face} data-tone={tone} role={tone === 'failed' ? 'alert' : undefined}>
      <span className={css.disc}>
        <FaceIcon size={22} stroke={1.6} aria-hidden />
      </span>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Nothing there, and that is fine. Says what would be here and how it comes here. */
export const EmptyFace = (props: FaceProps) => <Face tone="empty" {...props} />;

/** Understood and turned down. Says why and whom to ask; never an apology without a way on. */
export const RefusedFace = (props: FaceProps) => <Face tone="refused" {...props} />;

interface FailedFaceProps extends Omit<FaceProps, 'action'> {
  /** What finds the accident in the server's log. */
  readonly reference?: string | undefined;
  readonly onRetry: () => void;
  readonly retrying?: boolean;
}

/** Something broke on our side. Never looks like emptiness; says that nothing was lost and offers to try again. */
export function FailedFace({ reference, onRetry, retrying = false, ...face }: FailedFaceProps) {
  const action = (
    <div className={css.actions}>
      <Button variant="default" onClick={onRetry} loading={retrying}>
        {uiWords.tryAgain}
      </Button>
      {reference && <span className="tiny dim">{uiWords.reference(reference)}</span>}
    </div>
  );
  return <Face tone="failed" {...face} action={action} />;
}

/** The shape of what is coming, after 300 ms of waiting; `label` is read out. */
export const LoadingFace = ({ label, rows = 4 }: { readonly label: string; readonly rows?: number }) => (
  <output className={css.loading}>
    <span className={css.said}>{label}</span>
    {Array.from({ length: rows }, (_, row) => (
      <span key={row} className={css.bone} style={{ width: `${92 - ((row * 17) % 38)}%` }} />
    ))}
  </output>
);
